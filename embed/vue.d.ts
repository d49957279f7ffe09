import type { EmitFn, HTMLAttributes, PublicProps } from "vue";
import type { DefactoEnrollmentElement, EnrollmentEvents } from "./defacto-enrollment.js";

type Properties =
  | "auth" | "sessionProvider" | "credentials" | "locale" | "identifier" | "identifierType" | "companyName"
  | "legalForm" | "vatNumber" | "directorDetails" | "repayment" | "waitForReady" | "lenderName" | "termsUrl" | "termsVersion"
  | "termsSha256" | "supportUrl" | "currency" | "disabled" | "prefill" | "metadata" | "terms" | "texts";

/** What a template can give the element; `proxy-url` stands for `proxyUrl`, as everywhere in Vue. */
export interface DefactoEnrollmentProps extends Omit<HTMLAttributes, "onError">, Partial<Pick<DefactoEnrollmentElement, Properties>> {
  proxyUrl: string;
  privacyUrl: string;
  session?: string | null;
  amount?: string | number | null;
}

type Emits = { [K in keyof EnrollmentEvents]: (event: EnrollmentEvents[K]) => void };

/** `<defacto-enrollment>` in a template. */
export type DefactoEnrollmentTag = new () => DefactoEnrollmentElement & {
  $props: DefactoEnrollmentProps & PublicProps;
  $emit: EmitFn<Emits>;
};

declare module "vue" {
  interface GlobalComponents {
    "defacto-enrollment": DefactoEnrollmentTag;
  }
}
