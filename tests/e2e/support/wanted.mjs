// What the form does not send by itself and a lender may ask for.

/** Values, as the lending API names them. */
export const WANTED = [
  "legal_form", "vat_number", "address.city", "directors.0.title", "directors.0.business_phone_number", "directors.0.birth_place.city",
  "directors.0.birth_place.country",
];

/** What is typed, by the names of `ASKED`. */
export const TYPED = {
  legalForm: "SAS",
  vatNumber: "FR44 732 829 320",
  street: "12 rue des Forges",
  postalCode: "35000",
  city: "Rennes",
  country: "France",
  phone: "+33 6 12 34 56 78",
  title: "Présidente",
  birthCity: "Porto",
  birthCountry: "Portugal",
};

/** The same as the lender has to receive it: of the company, and of its director. */
export const RECEIVED = {
  legal_form: "SAS",
  vat_number: "FR44732829320",
  address: { address_line_1: "12 rue des Forges", postal_code: "35000", city: "Rennes", country: "FRA" },
};
export const RECEIVED_OF_DIRECTOR = { title: "Présidente", business_phone_number: "+33612345678", birth_place: { city: "Porto", country: "PRT" } };
