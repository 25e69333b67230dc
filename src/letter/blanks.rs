//! Ruled blanks: where a document needs a value that the draft lacks, and where the person writes by hand.

use super::BLANK;
use super::placeholders::{Values, put};
use crate::catalog::{Field, Id};

/// Ruled blanks of a text (空白处).
#[derive(Clone, Copy, PartialEq)]
pub enum Blanks {
    /// They may be put; none has been yet.
    None,
    /// One has been put.
    Some,
    /// They are left out, and what holds one falls away.
    LeftOut,
}

impl Values<'_, '_> {
    /// Runs a task; returns besides whether a ruled blank was put by it.
    pub(super) fn watched<T>(&self, task: impl FnOnce() -> T) -> (T, bool) {
        let before = self.blanks.get();
        if before == Blanks::Some {
            self.blanks.set(Blanks::None);
        }
        let done = task();
        let ruled = self.blanks.get() == Blanks::Some;
        if before == Blanks::Some {
            self.blanks.set(before);
        }
        (done, ruled)
    }

    /// From now on, no ruled blanks. Returns whether there was one.
    pub fn leave_out_blanks(&self) -> bool {
        self.blanks.replace(Blanks::LeftOut) == Blanks::Some
    }

    /// Whether ruled blanks may stand in the text.
    pub(super) fn has_blanks(&self) -> bool {
        self.blanks.get() != Blanks::LeftOut
    }

    /// Adds a ruled blank, unless they are left out.
    pub(super) fn put_blank(&self, out: &mut String) -> bool {
        if self.blanks.get() == Blanks::LeftOut {
            return false;
        }
        self.blanks.set(Blanks::Some);
        put(out, BLANK)
    }

    /// Adds a field's value, or a ruled blank where the document needs it; nothing for hidden contact data.
    pub(super) fn push_field(
        &self,
        id: Id<Field>,
        out: &mut String,
        blanks: bool,
        value: impl FnOnce(&mut String) -> bool,
    ) -> bool {
        if self.wording.catalog[id].contact && self.options.hide_contact {
            return false;
        }
        let is_needed = || blanks && self.document.needs.contains(&id) && self.needs(id);
        if self.case.filled.contains(id) && value(out) {
            return true;
        }
        is_needed() && self.put_blank(out)
    }

    /// Whether a field that the document needs is needed in this case: one that the form does not ask for is not.
    pub fn needs(&self, id: Id<Field>) -> bool {
        let case = self.case;
        case.catalog.fields.contains(id) && case.states(&case.catalog[id].asked, self.to())
    }
}
