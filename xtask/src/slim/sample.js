let wasm_bindgen = (function(exports) {
    let script_src;
    if (typeof document !== 'undefined' && document.currentScript !== null) {
        script_src = new URL(document.currentScript.src, location.href).toString();
    }

    /**
     * Never made by the element.
     */
    class Sink {
        free() {
            const ptr = this.__destroy_into_raw();
            wasm.__wbg_sink_free(ptr, 0);
        }
        /**
         * @param {any} chunk
         */
        write(chunk) {
            wasm.sink_write(this.__wbg_ptr, chunk);
        }
    }
    if (Symbol.dispose) Sink.prototype[Symbol.dispose] = Sink.prototype.free;
    exports.Sink = Sink;

    function mount(place) {
        const ret = wasm.mount(place);
        return takeFromTable(ret);
    }
    exports.mount = mount;
    function __wbg_get_imports() {
        const import0 = {
            __proto__: null,
            __wbg_close_294d3f727cb7a844: function(arg0) {
                arg0.close();
            },
            __wbg_call_40b008ba32f73991: function() { return handleError(function (arg0, arg1) {
                const ret = arg0.call(arg1);
                return ret;
            }, arguments); },
        };
        return {
            __proto__: null,
            "./enrollment-widget_bg.js": import0,
        };
    }


    const __wbindgen_enum_Mode = ["a", "b"];
    const SinkFinalization = (typeof FinalizationRegistry === 'undefined')
        ? { register: () => {}, unregister: () => {} }
        : new FinalizationRegistry(ptr => wasm.__wbg_sink_free(ptr, 1));

    function handleError(f, args) {
        try {
            return f.apply(this, args);
        } catch (e) {
            wasm.__wbindgen_exn_store(e);
        }
    }

    function takeFromTable(idx) {
        return wasm.__wbindgen_externrefs.get(idx);
    }

    let cachedTextDecoder = new TextDecoder('utf-8', { ignoreBOM: true });
    cachedTextDecoder.decode();

    let wasmModule, wasmInstance, wasm;
    function __wbg_finalize_init(instance, module) {
        wasmInstance = instance;
        wasm = instance.exports;
        wasmModule = module;
        wasm.__wbindgen_start();
        return wasm;
    }

    async function __wbg_init(module_or_path) {
        return __wbg_finalize_init(module_or_path ?? script_src);
    }

    return Object.assign(__wbg_init, { initSync }, exports);
})({ __proto__: null });
