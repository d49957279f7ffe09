// What the lender got, for tests of what happens to it on the way there.
import { expect } from "@playwright/test";

import { DIRECTOR, DIRECTOR_ON_THE_WIRE } from "./person.mjs";

/** Ticks the box, sends the form, and expects it to arrive once, of a person who is `DIRECTOR` but for what is named, and of no others. */
export async function expectSent({ checkout, widget }, changed = {}, others = []) {
  const { account = checkout.iban, ...director } = changed;
  await widget.consent.click();
  await widget.submitButton.click();
  await widget.reaches("ready");
  const posts = await checkout.posts();
  expect(posts).toHaveLength(1);
  const [{ body }] = posts;
  const { firstName, lastName, email } = DIRECTOR;
  const { birthDate, nationality, residence } = DIRECTOR_ON_THE_WIRE;
  expect(body.identifier).toBe(checkout.identifier);
  expect(body.account_number).toBe(account);
  expect(body.directors).toEqual([
    {
      first_name: firstName,
      last_name: lastName,
      birth_date: birthDate,
      nationality,
      business_email: email,
      address: { country: residence },
      role: "DIRECTOR",
      ...director,
    },
    ...others,
  ]);
  return body;
}
