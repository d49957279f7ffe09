use serde_json::{Value, json};
use tokio::time::Instant;
use uuid::Uuid;

use crate::application::Application;
use crate::clock::{Clock, days_after, rfc3339};
use crate::company_number;
use crate::random::Random;
use crate::scenario::Scenario;
use crate::world::credit_line::CreditLine;

/// A company that has applied, as the lender keeps it.
///
/// What others see of it depends on the scenario at the time of reading, so that changing the
/// scenario afterwards tells the rest of the story: a case filled in, a block lifted.
#[derive(Debug)]
pub(crate) struct Borrower {
    /// What `POST /borrowers` returns.
    pub(crate) id: Uuid,
    /// The lender's own id for the company: webhooks carry this one, and nothing else finds it.
    pub(crate) business_id: Uuid,
    pub(crate) identifier: String,
    pub(crate) announced: bool,
    identifier_type: Option<String>,
    particulars: Particulars,
    signature: Option<Signature>,
    line: CreditLine,
}

/// What the borrower wrote about itself, kept as it was sent.
#[derive(Debug)]
struct Particulars {
    name: Value,
    legal_form: Value,
    vat_number: Value,
    address: Value,
    directors: Value,
    owner: Value,
    metadata: Value,
}

#[derive(Debug)]
struct Signature {
    signed_at: String,
    line_opens_at: Instant,
}

impl Borrower {
    /// An applicant; its line opens at `opens_at` if it has signed.
    pub(crate) fn from_application(
        application: &Application,
        opens_at: Instant,
        random: &mut Random,
    ) -> Self {
        Self {
            id: random.uuid(),
            business_id: random.uuid(),
            identifier: application.identifier().to_owned(),
            announced: false,
            identifier_type: application.identifier_type().map(str::to_owned),
            particulars: Particulars::of(application, random),
            signature: application.signed_at().map(|signed_at| Signature {
                signed_at: signed_at.to_owned(),
                line_opens_at: opens_at,
            }),
            line: CreditLine::decided(random),
        }
    }

    /// A borrower from before this sandbox began: signed last month with its line open, or never.
    pub(crate) fn from_before(
        identifier: &str,
        signed: bool,
        clock: Clock,
        random: &mut Random,
    ) -> Self {
        let identifier_type = match identifier.len() {
            9 if company_number::is_siren(identifier) => Some("siren"),
            14 if company_number::is_siret(identifier) => Some("siret"),
            _ => None,
        };
        Self {
            id: random.uuid(),
            business_id: random.uuid(),
            identifier: identifier.to_owned(),
            announced: true,
            identifier_type: identifier_type.map(str::to_owned),
            particulars: Particulars::of_someone_else(random),
            signature: signed.then(|| Signature {
                signed_at: rfc3339(days_after(clock.now(), -30)),
                line_opens_at: Instant::now(),
            }),
            line: CreditLine::decided(random),
        }
    }

    pub(crate) fn company_number(&self) -> &str {
        company_number::of(&self.identifier, self.identifier_type.as_deref())
    }

    /// Records a signature; a borrower that has signed stays as it is.
    pub(crate) fn sign(&mut self, signed_at: &str, line_opens_at: Instant) {
        if self.signature.is_none() {
            self.announced = false;
            self.signature = Some(Signature {
                signed_at: signed_at.to_owned(),
                line_opens_at,
            });
        }
    }

    pub(crate) fn has_signed(&self) -> bool {
        self.signature.is_some()
    }

    pub(crate) fn signed_at(&self) -> Option<&str> {
        self.signature
            .as_ref()
            .map(|signature| signature.signed_at.as_str())
    }

    /// `APIBorrower`, as it is at `now`.
    pub(crate) fn seen(&self, scenario: &Scenario, now: Instant) -> Value {
        let (status, reason, next_actions) = self.standing(scenario, now);
        json!({
            "id": self.id,
            "identifier": self.identifier,
            "identifier_type": self.identifier_type,
            "name": self.particulars.name,
            "legal_form": self.particulars.legal_form,
            "vat_number": self.particulars.vat_number,
            "address": self.particulars.address,
            "directors": self.particulars.directors,
            "owner": self.particulars.owner,
            "metadata": self.particulars.metadata,
            "status": status,
            "status_reason": reason,
            "next_actions": next_actions,
            "signed_at": self.signed_at(),
            "accounts": [],
            "active_enrollments": [],
            "can_reonboard": false,
            "compliance_checks": null,
            "contract_id": null,
            "contract_s3_url": null,
        })
    }

    /// `APICreditLine`, once it is open.
    pub(crate) fn line(&self, scenario: &Scenario, now: Instant, clock: Clock) -> Option<Value> {
        let opened_at = self.decided_by(now)?;
        let balance = match scenario {
            Scenario::NeverReady | Scenario::Blocked { .. } | Scenario::Kyb => return None,
            Scenario::ZeroBalance => 0,
            _ => self.line.pool_amount(),
        };
        let business = json!({
            "id": self.business_id,
            "identifier": self.company_number(),
            "identifier_type": self.company_number_type(),
            "name": self.particulars.name,
            "legal_form": self.particulars.legal_form,
            "vat_number": self.particulars.vat_number,
            "is_active": true,
        });
        Some(self.line.seen(balance, clock.at(opened_at), &business))
    }

    /// When the lender decided, if it has by `now`.
    fn decided_by(&self, now: Instant) -> Option<Instant> {
        let at = self.signature.as_ref()?.line_opens_at;
        (at <= now).then_some(at)
    }

    fn standing(&self, scenario: &Scenario, now: Instant) -> (&str, Option<String>, Vec<&str>) {
        match scenario {
            _ if !self.has_signed() => ("TO_SIGN", None, Vec::new()),
            Scenario::Blocked { reason } if self.decided_by(now).is_some() => {
                ("BLOCKED", Some(reason.clone()), Vec::new())
            }
            Scenario::Kyb => (
                "SIGNED",
                Some("KYB_PENDING_USER_ACTION".to_owned()),
                vec!["FILL_KYB_CASE"],
            ),
            _ => ("SIGNED", None, Vec::new()),
        }
    }

    fn company_number_type(&self) -> Option<&str> {
        match self.identifier_type.as_deref() {
            Some("siret") => Some("siren"),
            other => other,
        }
    }
}

impl Particulars {
    fn of(application: &Application, random: &mut Random) -> Self {
        let owner = application.field("owner");
        Self {
            name: application.field("name"),
            legal_form: application.field("legal_form"),
            vat_number: application.field("vat_number"),
            address: application.field("address"),
            directors: application.field("directors"),
            owner: match owner.get("email").and_then(Value::as_str) {
                Some(email) => json!({
                    "id": random.uuid(), "email": email, "phone_number": owner.get("phone_number"),
                }),
                None => Value::Null,
            },
            metadata: application.field("metadata"),
        }
    }

    fn of_someone_else(random: &mut Random) -> Self {
        Self {
            name: json!("Comptoir des Exemples"),
            legal_form: json!("SARL"),
            vat_number: Value::Null,
            address: Value::Null,
            directors: Value::Null,
            owner: json!({"id": random.uuid(), "email": "someone.else@example.com", "phone_number": null}),
            metadata: Value::Null,
        }
    }
}
