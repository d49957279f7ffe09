// What the browser says on the console of an answer that is no success.

/**
 * The complaint about an answer of this status, with the words around it: the port in the address may have the same digits.
 * @param {number|string} status or a pattern of several
 * @param {string} path what the address has after its port, as a pattern; none: of any address
 */
export const refused = (status, path = "") => new RegExp(`^console\\.error: Failed to load resource: the server responded with a status of ${status} \\(.*\\(https?://[^/]+${path}`);
