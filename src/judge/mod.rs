//! Judgements (评判): each a function from a [`Case`](crate::case::Case) to a part of the assessment. None knows another.

pub mod channel;
pub mod claim;
pub mod completeness;
pub mod deadline;
pub mod evidence;
pub mod issue;
pub mod next;
pub mod privacy;
pub mod reason;
pub mod tone;
pub mod validate;
