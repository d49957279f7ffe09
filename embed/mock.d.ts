import type { ConsentReceipt, CreditLine, DefactoEnrollmentElement, ErrorCode, ReasonClass, Stage } from "./defacto-enrollment.js";

interface Known {
  borrowerId?: string;
  creditLine?: Partial<CreditLine>;
  /** Whether the session names a borrower that the lender has; it matters where the way begins in `loading`. */
  resumed?: boolean;
  /** Whether the lender had the borrower before. */
  existing?: boolean;
  /** What was ticked on the way. */
  consent?: Partial<ConsentReceipt>;
}

interface Told {
  problem?: string;
  retryable?: boolean;
  requestId?: string | null;
}

interface Ended extends Known {
  class?: ReasonClass;
}

/** What can be said of a stage, and of the way to it. All of it has a default. */
export interface MockDetails extends Record<Stage, Known> {
  editing: Known & {
    /** The lending API's paths; by default everything, or the consent alone of a borrower that the lender has. */
    remaining?: string[];
  };
  reconciling: Known & Told;
  "action-required": Ended;
  declined: Ended;
  "no-funds": Ended;
  stalled: Ended;
  failed: Known & Told & { code?: ErrorCode };
}

/** What a test does in the place of the borrower, the proxy and the lender. */
export interface MockDriver {
  /**
   * Goes to a stage, through those that lie before it, with the events that the widget sends on the way, in its order.
   * `requested` presses the loan button. Throws where no way leads, and before the element is in the document.
   */
  to<S extends Stage>(stage: S, detail?: MockDetails[S]): void;
  /** What is left to fill in, in `editing`; nothing means valid. */
  remaining(paths: string[]): void;
  /** Ticks the T&Cs box, in `editing`. */
  tick(receipt?: Partial<ConsentReceipt>): void;
  /** Clears the T&Cs box, in `editing`. */
  untick(): void;
  /** Presses the loan button and says, once the page's promises have settled, what became of it. */
  pressLoanButton(): Promise<"locked" | "prevented" | "accepted" | "failed">;
}

/** `<defacto-enrollment>` without WebAssembly and network. */
export interface MockEnrollmentElement extends DefactoEnrollmentElement {
  readonly mock: MockDriver;
}
