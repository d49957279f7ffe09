//! Shorter words for what the widget's browsers all have, and for what wasm-bindgen does for speed where the widget passes
//! some dozen short texts.

use crate::process::Failure;

/// What stands in wasm-bindgen's glue, and what stands there instead. Each has to be found: a new wasm-bindgen may say it
/// in another way, or mean something else.
const PARTS: [(&str, &str); 17] = [
    // The element unmounts every handle: none is left for a collector.
    (
        "            HandleFinalization.register(obj, obj.__wbg_ptr, obj);\n",
        "",
    ),
    (
        "        __destroy_into_raw() {
            const ptr = this.__wbg_ptr;
            this.__wbg_ptr = 0;
            HandleFinalization.unregister(this);
            return ptr;
        }
",
        "",
    ),
    (
        "            const ptr = this.__destroy_into_raw();
            wasm.handle_unmount(ptr);
",
        "            const ptr = this.__wbg_ptr;
            this.__wbg_ptr = 0;
            wasm.handle_unmount(ptr);
",
    ),
    (
        "    const HandleFinalization = (typeof FinalizationRegistry === 'undefined')
        ? { register: () => {}, unregister: () => {} }
        : new FinalizationRegistry(ptr => wasm.__wbg_handle_free(ptr, 1));
",
        "",
    ),
    // Handles are unmounted, and nobody disposes of one by a declaration.
    (
        "    if (Symbol.dispose) Handle.prototype[Symbol.dispose] = Handle.prototype.free;\n",
        "",
    ),
    (
        "        free() {
            const ptr = this.__destroy_into_raw();
            wasm.__wbg_handle_free(ptr, 0);
        }
",
        "",
    ),
    // Older than the oldest browser.
    (
        "(typeof FinalizationRegistry === 'undefined')
        ? { register: () => {}, unregister: () => {} }
        : new Fin",
        "new Fin",
    ),
    (
        "    if (!('encodeInto' in cachedTextEncoder)) {
        cachedTextEncoder.encodeInto = function (arg, view) {
            const buf = cachedTextEncoder.encode(arg);
            view.set(buf);
            return {
                read: arg.length,
                written: buf.length
            };
        };
    }
",
        "",
    ),
    // A text is encoded in one go: no growing, no guess that it is ASCII.
    (
        "    function passStringToWasm0(arg, malloc, realloc) {
        if (realloc === undefined) {
            const buf = cachedTextEncoder.encode(arg);
            const ptr = malloc(buf.length, 1) >>> 0;
            getUint8ArrayMemory0().subarray(ptr, ptr + buf.length).set(buf);
            WASM_VECTOR_LEN = buf.length;
            return ptr;
        }

        let len = arg.length;
        let ptr = malloc(len, 1) >>> 0;

        const mem = getUint8ArrayMemory0();

        let offset = 0;

        for (; offset < len; offset++) {
            const code = arg.charCodeAt(offset);
            if (code > 0x7F) break;
            mem[ptr + offset] = code;
        }
        if (offset !== len) {
            if (offset !== 0) {
                arg = arg.slice(offset);
            }
            ptr = realloc(ptr, len, len = offset + arg.length * 3, 1) >>> 0;
            const view = getUint8ArrayMemory0().subarray(ptr + offset, ptr + len);
            const ret = cachedTextEncoder.encodeInto(arg, view);

            offset += ret.written;
            ptr = realloc(ptr, len, offset, 1) >>> 0;
        }

        WASM_VECTOR_LEN = offset;
        return ptr;
    }
",
        "    function passStringToWasm0(arg, malloc) {
        const bytes = cachedTextEncoder.encode(arg);
        const ptr = malloc(bytes.length, 1) >>> 0;
        getUint8ArrayMemory0().set(bytes, ptr);
        WASM_VECTOR_LEN = bytes.length;
        return ptr;
    }
",
    ),
    (
        ", wasm.__wbindgen_realloc)",
        ")",
    ),
    // A view costs nothing, and none has to be kept up with a memory that grows.
    (
        "    let cachedDataViewMemory0 = null;
    function getDataViewMemory0() {
        if (cachedDataViewMemory0 === null || cachedDataViewMemory0.buffer.detached === true || (cachedDataViewMemory0.buffer.detached === undefined && cachedDataViewMemory0.buffer !== wasm.memory.buffer)) {
            cachedDataViewMemory0 = new DataView(wasm.memory.buffer);
        }
        return cachedDataViewMemory0;
    }
",
        "    function getDataViewMemory0() {
        return new DataView(wasm.memory.buffer);
    }
",
    ),
    (
        "    let cachedUint8ArrayMemory0 = null;
    function getUint8ArrayMemory0() {
        if (cachedUint8ArrayMemory0 === null || cachedUint8ArrayMemory0.byteLength === 0) {
            cachedUint8ArrayMemory0 = new Uint8Array(wasm.memory.buffer);
        }
        return cachedUint8ArrayMemory0;
    }
",
        "    function getUint8ArrayMemory0() {
        return new Uint8Array(wasm.memory.buffer);
    }
",
    ),
    (
        "        cachedDataViewMemory0 = null;
        cachedUint8ArrayMemory0 = null;
",
        "",
    ),
    // `globalThis` is always there, so that nobody looks for another.
    (
        "typeof globalThis === 'undefined' ? undefined : globalThis",
        "globalThis",
    ),
    (
        "typeof global === 'undefined' ? undefined : global;",
        "undefined;",
    ),
    (
        "typeof self === 'undefined' ? undefined : self;",
        "undefined;",
    ),
    (
        "typeof window === 'undefined' ? undefined : window;",
        "undefined;",
    ),
];

/// The glue with all of that replaced.
pub(super) fn modern(glue: &str) -> Result<String, Failure> {
    let mut glue = glue.to_owned();
    for (from, to) in PARTS {
        if !glue.contains(from) {
            let line = from.trim_start().lines().next().unwrap_or_default();
            return Err(Failure::new(format!(
                "wasm-bindgen's glue has no `{line}` any more: see xtask/src/slim/modern.rs"
            )));
        }
        glue = glue.replace(from, to);
    }
    Ok(glue)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_of_it_is_replaced_and_nothing_else() {
        let all = |pick: fn(&(&'static str, &'static str)) -> &'static str| {
            let parts: Vec<_> = PARTS.iter().map(pick).collect();
            format!("a\n{}\nz", parts.join("\n"))
        };
        assert_eq!(modern(&all(|part| part.0)).unwrap(), all(|part| part.1));
    }

    #[test]
    fn glue_of_another_kind_is_refused_with_what_is_missing() {
        let line = modern("let wasm_bindgen = 1;").unwrap_err().to_string();
        assert!(line.contains("HandleFinalization.register"), "{line}");
    }
}
