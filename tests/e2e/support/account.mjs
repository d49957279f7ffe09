// An account as the IBAN's input shows it, and what edits have to make of it. In any engine.

/** Its beginnings serve as accounts of every length; that of 27 characters is a valid IBAN. */
export const SIGNS = "FR7630006000011234567890189ABCDEFGH";

export const compact = (text) => text.replace(/[^A-Za-z0-9]/g, "");
export const grouped = (text) => compact(text).replace(/(.{4})(?=.)/g, "$1 ");

/** What an edit has to lead to: a text that was put in the place of a selection. */
export const put = (account, from, to, text) => ({
  value: grouped(account.slice(0, from) + compact(text) + account.slice(to)),
  caret: from + compact(text).length,
});
