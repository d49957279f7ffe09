/**
 * The other end of `crates/values`.
 * @param {{memory: WebAssembly.Memory, room: Function, learn: Function, judge: Function, answer: Function}} exports its WebAssembly's
 * @param {string} texts the file of the language that it answers in
 * @returns {(request: string) => string} `undefined` when the texts are not of its version
 */
export function judgeOf({ memory, room, learn, judge, answer }, texts) {
  const write = (text) => {
    const bytes = new TextEncoder().encode(text);
    const place = room(bytes.length);
    new Uint8Array(memory.buffer).set(bytes, place);
  };
  write(texts);
  if (!learn()) return;
  return (request) => {
    write(request);
    const length = judge();
    return new TextDecoder().decode(new Uint8Array(memory.buffer, answer(), length));
  };
}
