"use client";
import { createElement, forwardRef, useEffect, useImperativeHandle, useLayoutEffect, useRef } from "react";
import "./defacto-enrollment.js";

const TEXTS = {
  proxyUrl: "proxy-url",
  auth: "auth",
  credentials: "credentials",
  locale: "locale",
  identifier: "identifier",
  identifierType: "identifier-type",
  companyName: "company-name",
  legalForm: "legal-form",
  vatNumber: "vat-number",
  directorDetails: "director-details",
  repayment: "repayment",
  lenderName: "lender-name",
  termsUrl: "terms-url",
  termsVersion: "terms-version",
  termsSha256: "terms-sha256",
  privacyUrl: "privacy-url",
  supportUrl: "support-url",
  amount: "amount",
  currency: "currency",
  className: "class",
};
const FLAGS = { waitForReady: "wait-for-ready", disabled: "disabled" };
/** What no attribute can hold, and the token, which has no place in the markup of a server. */
const PROPERTIES = ["session", "sessionProvider", "prefill", "metadata", "terms", "texts"];
const EVENTS = {
  onUsable: "defacto-usable",
  onStage: "defacto-stage",
  onValidity: "defacto-validity",
  onConsent: "defacto-consent",
  onEnrolled: "defacto-enrolled",
  onReady: "defacto-ready",
  onLoanRequest: "defacto-loan-request",
  onDeclined: "defacto-declined",
  onActionRequired: "defacto-action-required",
  onNoFunds: "defacto-no-funds",
  onStalled: "defacto-stalled",
  onError: "defacto-error",
};

// A server has no layout, and says so when it is asked for one.
const useBrowserEffect = typeof document === "undefined" ? useEffect : useLayoutEffect;

/** `<defacto-enrollment>` as a component. Its properties are the element's, and `onReady` hears `defacto-ready`. */
export const DefactoEnrollment = forwardRef(function DefactoEnrollment({ children, ...props }, ref) {
  const own = useRef(null);
  const latest = useRef(props);
  useBrowserEffect(() => {
    latest.current = props;
  });
  useBrowserEffect(() => {
    const element = own.current;
    const listeners = Object.entries(EVENTS).map(([prop, type]) => [type, (event) => latest.current[prop]?.(event)]);
    for (const [type, listener] of listeners) element.addEventListener(type, listener);
    return () => {
      for (const [type, listener] of listeners) element.removeEventListener(type, listener);
    };
  }, []);
  for (const property of PROPERTIES) useProperty(own, property, props[property]);
  useImperativeHandle(ref, () => own.current, []);
  return createElement("defacto-enrollment", { ...attributesOf(props), ref: own }, children);
});

function attributesOf({ session, sessionProvider, ...props }) {
  const attributes = session || sessionProvider ? { auth: "token" } : {};
  for (const [prop, value] of Object.entries(props)) {
    if (prop in EVENTS || PROPERTIES.includes(prop) || value == null) continue;
    // In words, since React gives some as an attribute and others as a property.
    if (prop in FLAGS) value && (attributes[FLAGS[prop]] = "true");
    else attributes[TEXTS[prop] ?? prop] = value;
  }
  return attributes;
}

/** Sets a property that has changed; objects that are written anew on every render have not. */
function useProperty(own, name, value) {
  const isSet = useRef(false);
  useBrowserEffect(() => {
    if (value === undefined && !isSet.current) return;
    isSet.current = true;
    // A token is taken from its attribute at once, and does not stay there.
    if (name === "session") value && own.current.setAttribute(name, value);
    else own.current[name] = value ?? null;
  }, [contentOf(value)]);
}

function contentOf(value) {
  try {
    return typeof value === "object" ? JSON.stringify(value) : value;
  } catch {
    return value;
  }
}
