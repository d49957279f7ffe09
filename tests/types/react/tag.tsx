import { createRef } from "react";
import type { DefactoEnrollmentElement } from "@defacto/enrollment";
import type {} from "@defacto/enrollment/react";

export const tag = (
  <defacto-enrollment
    ref={createRef<DefactoEnrollmentElement>()}
    key="widget"
    class="widget"
    id="pay-later"
    proxy-url="/defacto"
    auth="token"
    session="token"
    credentials="include"
    locale="fr"
    identifier="552100554"
    identifier-type="siren"
    company-name="Ferrand & Holt"
    legal-form="SAS"
    vat-number="FR96552100554"
    director-details="auto"
    repayment="transfer"
    wait-for-ready
    lender-name="Defacto"
    terms-url="/terms.{locale}.html"
    terms-version="3"
    terms-sha256="00"
    privacy-url="/privacy.html"
    support-url="/support.html"
    amount={125_000}
    currency="GBP"
    disabled={false}
  >
    Paying later needs JavaScript.
  </defacto-enrollment>
);

// @ts-expect-error -- no such mode
export const wrongAuth = <defacto-enrollment auth="password" />;
// @ts-expect-error -- an object goes through the component or a ref
export const wrongPrefill = <defacto-enrollment prefill={{}} />;
// @ts-expect-error -- no such tag
export const wrongTag = <defacto-enrolment />;
