use crate::language::Language;
use crate::money::Cents;
use crate::template::Values;

/// What lies in the basket of every visitor. Names are in the texts, under `item_N_name`.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Cart {
    lines: [Line; 3],
}

/// A number of pieces of one article, without VAT.
#[derive(Clone, Copy, Debug)]
struct Line {
    quantity: u64,
    unit: Cents,
}

/// Per cent, the French standard rate.
const VAT: u64 = 20;

impl Cart {
    pub(crate) const DEMO: Self = Self {
        lines: [
            Line::new(1, 64_900),
            Line::new(2, 11_875),
            Line::new(2, 7_700),
        ],
    };

    pub(crate) fn net(&self) -> Cents {
        self.lines
            .iter()
            .fold(Cents(0), |sum, line| sum.plus(line.amount()))
    }

    pub(crate) fn vat(&self) -> Cents {
        self.net().percent(VAT)
    }

    /// What is to be paid, VAT included.
    pub(crate) fn total(&self) -> Cents {
        self.net().plus(self.vat())
    }

    /// What the page shows of it.
    pub(crate) fn fill(&self, values: &mut Values, language: Language) {
        for (number, line) in (1..).zip(&self.lines) {
            values.set(
                &format!("item_{number}_quantity"),
                line.quantity.to_string(),
            );
            values.set(&format!("item_{number}_unit"), line.unit.shown(language));
            values.set(
                &format!("item_{number}_amount"),
                line.amount().shown(language),
            );
        }
        values.set("net", self.net().shown(language));
        values.set("vat", self.vat().shown(language));
        values.set("total", self.total().shown(language));
        values.set("total_cents", self.total().0.to_string());
    }
}

impl Line {
    const fn new(quantity: u64, unit_cents: u64) -> Self {
        Self {
            quantity,
            unit: Cents(unit_cents),
        }
    }

    const fn amount(self) -> Cents {
        self.unit.times(self.quantity)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn net_vat_and_total_add_up_to_the_cent() {
        let cart = Cart::DEMO;
        assert_eq!(cart.net(), Cents(104_050));
        assert_eq!(cart.vat(), Cents(20_810));
        assert_eq!(cart.total(), Cents(124_860));
    }
}
