import type { ForwardRefExoticComponent, HTMLAttributes, ReactNode, Ref, RefAttributes } from "react";
import type { DefactoEnrollmentElement, EnrollmentEvents, IdentifierType } from "./defacto-enrollment.js";

type Text = string | null;
type Own<K extends keyof DefactoEnrollmentElement> = DefactoEnrollmentElement[K];
type Listener<K extends keyof EnrollmentEvents> = (event: EnrollmentEvents[K]) => void;

/** What markup can say of the element, besides what every element has. */
interface Texts {
  auth?: Own<"auth">;
  credentials?: Own<"credentials">;
  locale?: Text;
  identifier?: Text;
  repayment?: Own<"repayment">;
  /** The order, in cents. */
  amount?: string | number | null;
  currency?: Own<"currency">;
}

type StandardProps = Omit<HTMLAttributes<DefactoEnrollmentElement>, "onError" | "onStalled" | "prefix">;

/** The element's properties and, as `onReady` and so on, its events. */
export interface DefactoEnrollmentProps extends Texts, StandardProps {
  /** Base of the partner's proxy, resolved against the page. */
  proxyUrl: string;
  /** `{locale}` in it is replaced. Required, unless `terms` has the language. */
  termsUrl?: Text;
  /** `{locale}` in it is replaced. */
  privacyUrl: string;
  /** A token. Better is `sessionProvider`, which can renew it. */
  session?: Text;
  /** Called at start and after a 401; gives a session token. */
  sessionProvider?: Own<"sessionProvider">;
  identifierType?: Own<"identifierType">;
  companyName?: Text;
  legalForm?: Text;
  vatNumber?: Text;
  directorDetails?: Own<"directorDetails">;
  waitForReady?: boolean;
  lenderName?: Text;
  termsVersion?: Text;
  termsSha256?: Text;
  supportUrl?: Text;
  disabled?: boolean;
  prefill?: Own<"prefill">;
  metadata?: Own<"metadata">;
  terms?: Own<"terms">;
  texts?: Own<"texts">;

  onUsable?: Listener<"defacto-usable">;
  onStage?: Listener<"defacto-stage">;
  onValidity?: Listener<"defacto-validity">;
  onConsent?: Listener<"defacto-consent">;
  onEnrolled?: Listener<"defacto-enrolled">;
  onReady?: Listener<"defacto-ready">;
  onLoanRequest?: Listener<"defacto-loan-request">;
  onDeclined?: Listener<"defacto-declined">;
  onActionRequired?: Listener<"defacto-action-required">;
  onNoFunds?: Listener<"defacto-no-funds">;
  onStalled?: Listener<"defacto-stalled">;
  onError?: Listener<"defacto-error">;

  /** Shown where the widget cannot run. */
  children?: ReactNode;
}

/** `<defacto-enrollment>` as a component; its ref is the element. For React 18 and 19. */
export declare const DefactoEnrollment: ForwardRefExoticComponent<DefactoEnrollmentProps & RefAttributes<DefactoEnrollmentElement>>;

/** The bare tag takes attributes; listeners and objects go through a ref, or the component. */
export interface DefactoEnrollmentAttributes extends Texts, StandardProps {
  ref?: Ref<DefactoEnrollmentElement>;
  key?: string | number | null;
  class?: string;
  "proxy-url"?: string;
  session?: string;
  "identifier-type"?: IdentifierType;
  "company-name"?: string;
  "legal-form"?: string;
  "vat-number"?: string;
  "director-details"?: "always" | "auto";
  "wait-for-ready"?: boolean;
  "lender-name"?: string;
  "terms-url"?: string;
  "terms-version"?: string;
  "terms-sha256"?: string;
  "privacy-url"?: string;
  "support-url"?: string;
  disabled?: boolean;
}

declare module "react" {
  namespace JSX {
    interface IntrinsicElements {
      "defacto-enrollment": DefactoEnrollmentAttributes;
    }
  }
}
