import { createRef, StrictMode, useEffect, useRef } from "react";
import type { DefactoEnrollmentElement } from "@defacto/enrollment";
import { DefactoEnrollment, type DefactoEnrollmentProps } from "@defacto/enrollment/react";

const required = { proxyUrl: "/defacto", termsUrl: "/terms.{locale}.html", privacyUrl: "/privacy.html" } satisfies DefactoEnrollmentProps;

export function Checkout({ cents }: { cents: number }) {
  const ref = useRef<DefactoEnrollmentElement>(null);
  useEffect(() => {
    ref.current?.whenReady().then(({ available }) => available >= cents);
    ref.current?.checkNow();
  });
  return (
    <StrictMode>
      <DefactoEnrollment
        {...required}
        ref={ref}
        key="widget"
        id="pay-later"
        className="widget"
        style={{ maxWidth: 480 }}
        aria-label="Pay later"
        data-test="widget"
        auth="token"
        session="token"
        sessionProvider={async () => "token"}
        credentials="omit"
        locale="fr"
        identifier="552100554"
        identifierType="siren"
        companyName="Ferrand & Holt"
        legalForm="SAS"
        vatNumber="FR96552100554"
        directorDetails="auto"
        repayment="direct-debit"
        waitForReady
        lenderName="Defacto"
        termsVersion="3"
        termsSha256="00"
        supportUrl="mailto:support@shop.example"
        amount={cents}
        currency="EUR"
        disabled={false}
        prefill={{ directors: [{ first_name: "Zoë", birth_date: "1971-11-07" }], account_number: "FR76" }}
        metadata={{ order: { number: "FH-1" } }}
        terms={{ fr: { url: "/cgv.html" } }}
        texts={{}}
        onUsable={({ detail }) => detail.resumed}
        onStage={({ detail }) => detail.to}
        onValidity={({ detail }) => detail.remaining.length}
        onConsent={({ detail }) => detail?.signed_at}
        onEnrolled={({ detail }) => detail.existing}
        onReady={({ detail }) => detail.creditLine.available}
        onLoanRequest={(event) => event.detail.waitUntil(fetch("/orders"))}
        onDeclined={({ detail }) => detail.class}
        onActionRequired={({ detail }) => detail.class}
        onNoFunds={({ detail }) => detail.class}
        onStalled={({ detail }) => detail.class}
        onError={({ detail }) => detail.code}
        onClick={(event) => event.clientX}
      >
        <a href="mailto:support@shop.example">Write to us</a>
      </DefactoEnrollment>
    </StrictMode>
  );
}

export const least = <DefactoEnrollment {...required} ref={createRef<DefactoEnrollmentElement>()} />;
export const byCallback = <DefactoEnrollment {...required} ref={(element) => void element?.focus()} />;

// @ts-expect-error -- without a proxy there is nothing to talk to
export const withoutProxy = <DefactoEnrollment termsUrl="/terms.html" privacyUrl="/privacy.html" />;
// @ts-expect-error -- properties are written as on the element
export const withAttribute = <DefactoEnrollment {...required} companyname="Ferrand & Holt" />;
// @ts-expect-error -- no such number
export const wrongNumber = <DefactoEnrollment {...required} identifierType="duns" />;
// @ts-expect-error -- the lender calls it `account_number`
export const wrongPrefill = <DefactoEnrollment {...required} prefill={{ iban: "FR76" }} />;
// @ts-expect-error -- a provider gives a promise
export const wrongProvider = <DefactoEnrollment {...required} sessionProvider={() => "token"} />;
// @ts-expect-error -- only a loan request waits
export const wrongDetail = <DefactoEnrollment {...required} onReady={({ detail }) => detail.waitUntil(Promise.resolve())} />;
// @ts-expect-error -- no such event
export const wrongEvent = <DefactoEnrollment {...required} onApproved={() => {}} />;
// @ts-expect-error -- the element is no button
export const wrongRef = <DefactoEnrollment {...required} ref={createRef<HTMLButtonElement>()} />;
