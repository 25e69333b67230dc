//! Text (文本): characters, cutting, joining, and the words that are looked for in what a person wrote.
//!
//! - [`characters`](fold_char): folding, classes of characters, UTF-16 lengths and positions;
//! - [`safe_cut`]: the longest sensible beginning of a text;
//! - [`Joined`], [`push`], [`digits`]: texts put together without the machinery of formatting, which is large;
//! - [`Lexicon`]: word lists, prepared once, and the scanner that finds all of them in one pass;
//! - [`WordList`]: a word list that is compared with a text as typed;
//! - [`Paragraph`]: a paragraph read once, with what the judgements of free text need.
//!
//! This room imports nothing of ours and knows no catalogue.

mod characters;
mod cut;
mod join;
mod lexicon;
mod list;
mod paragraph;
mod spans;

pub use characters::{
    Position, among, fold_char, invisible, is_han, is_longer, is_stray_control, past, positions,
    turns, up_to, utf16_len,
};
pub use cut::safe_cut;
pub use join::{Joined, digits, push};
pub use lexicon::{GroupId, Lexicon, LexiconBuilder, ListId, Match, Reach, Rules};
pub use list::WordList;
pub use paragraph::Paragraph;
pub use spans::Spans;
