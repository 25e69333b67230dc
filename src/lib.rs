//! tousu
pub mod catalog;
pub mod date;
