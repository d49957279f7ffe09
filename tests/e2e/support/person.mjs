// The director whom the tests type in: values so rare that a search for them finds them and nothing else.

export const DIRECTOR = {
  firstName: "Zoë-Maëlle",
  lastName: "O’Quillan Lestrange",
  day: "7",
  month: "11",
  year: "1971",
  nationality: "Portugal",
  residence: "Belgium",
  email: "zoe.quillan@atelier-lestrange.example",
};

/** The same as the lender's API spells it. */
export const DIRECTOR_ON_THE_WIRE = { birthDate: "1971-11-07", nationality: "PRT", residence: "BEL" };

/** Every text that gives the person or the account away. */
export function personalData(iban) {
  const grouped = iban.replace(/(.{4})(?=.)/g, "$1 ");
  return [DIRECTOR.firstName, DIRECTOR.lastName, "Quillan", "Lestrange", DIRECTOR.email, DIRECTOR_ON_THE_WIRE.birthDate, iban, grouped].flatMap(
    (text) => [text, encodeURIComponent(text)],
  );
}
