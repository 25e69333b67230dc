//! The parts and lines of a document that apply, filled; and how they are made to fit a limit.

use super::placeholders::Values;
use super::render;
use crate::catalog::{Document, DocumentPart, Each, Field, Id, IdSet, Law, Line};
use crate::date::Date;
use crate::draft::PathSegment;
use crate::text::{safe_cut, up_to, utf16_len};
use serde::{Serialize, Serializer};
use std::ops::Range;

/// A key of the draft: a field, the exhibits or the log.
#[derive(Clone, Copy, PartialEq, Debug)]
pub enum DraftKey {
    /// The value of a field.
    Field(Id<Field>),
    /// The exhibits.
    Evidence,
    /// The log.
    Log,
}

impl Serialize for DraftKey {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        match self {
            DraftKey::Field(field) => PathSegment::Field(*field),
            DraftKey::Evidence => PathSegment::Key("evidence"),
            DraftKey::Log => PathSegment::Key("log"),
        }
        .serialize(to)
    }
}

/// A line that was filled, still plain text.
pub struct Block<'c> {
    /// Its label.
    pub label: Option<&'c str>,
    /// Its number in the part; 0 if it has none.
    pub number: usize,
    /// Its text in [`Layout::text`].
    pub text: Range<usize>,
}

/// A part with its lines, and what of the draft they show.
pub struct Section<'c> {
    /// The part.
    pub part: &'c DocumentPart,
    /// Its heading.
    pub heading: Option<&'c str>,
    /// Its lines; never empty.
    pub blocks: Vec<Block<'c>>,
    /// Keys of the draft that they show, in order.
    pub shows: Vec<DraftKey>,
    /// Day by which they ask for an answer, if they do.
    pub reply_by: Option<Date>,
}

/// Outcome of a line of the document.
#[derive(Clone, Default)]
struct Run {
    /// The texts that it makes, in [`Layout::text`].
    texts: Vec<Range<usize>>,
    /// Keys of the draft that they show, in order.
    shows: Vec<DraftKey>,
    /// Day by which they ask for an answer, if they do.
    reply_by: Option<Date>,
    /// It has, or might have, a ruled blank.
    ruled: bool,
    /// Laws that were cited before it, and those behind it.
    cited: (IdSet<Law>, IdSet<Law>),
}

/// A document before it is rendered.
pub struct Layout<'c> {
    /// The title of the text; empty if it has none.
    pub title: String,
    /// The texts of all lines.
    pub text: String,
    /// Its parts.
    pub sections: Vec<Section<'c>>,
    /// Fields that lines make do without.
    pub lacks: Vec<Id<Field>>,
    /// Result of each line, in the order of the document.
    runs: Vec<Run>,
    colon: &'c str,
}

impl<'c> Layout<'c> {
    /// Fills the parts of a document that apply. `ruled` is the same document with ruled blanks: its lines that have none
    /// need not be filled again.
    pub fn new(values: &Values<'c, '_>, document: &'c Document, ruled: Option<&Layout>) -> Self {
        let wording = values.wording;
        let mut layout = Layout {
            title: String::new(),
            text: ruled.map_or_else(|| String::with_capacity(4096), |it| it.text.clone()),
            sections: Vec::new(),
            lacks: Vec::new(),
            runs: Vec::new(),
            colon: wording.phrase(crate::catalog::Phrase::Colon),
        };
        let mut filled = ruled.map_or(&[][..], |it| &it.runs).iter();
        // Section, place in it, and line of what is to come last.
        let mut rest: Vec<(usize, usize, &Line)> = Vec::new();
        let is_short = values.is_short();
        let parts = document.part.iter();
        let parts = parts.filter(|it| it.short == is_short && values.satisfies(&it.when));
        values.cited.take();
        for part in parts {
            let heading = part.heading.then(|| wording.words(part.label));
            let mut section =
                Section { part, heading, blocks: Vec::new(), shows: Vec::new(), reply_by: None };
            for line in &part.line {
                if line.each == Some(Each::Rest) {
                    rest.push((layout.sections.len(), section.blocks.len(), line));
                } else {
                    let run = layout.line(values, line, filled.next());
                    layout.add(values, line, &run, &mut section);
                    layout.runs.push(run);
                }
            }
            layout.sections.push(section);
        }
        // A field that no line has shown comes where the document wants the rest, so that nothing is lost.
        let shown = layout.shown();
        let mut sections = std::mem::take(&mut layout.sections);
        for (section, at, line) in rest.into_iter().rev() {
            let Some(section) = sections.get_mut(section) else { continue };
            let mut behind = section.blocks.split_off(at.min(section.blocks.len()));
            let run = layout.run(values, line, &shown);
            layout.add(values, line, &run, section);
            section.blocks.append(&mut behind);
        }
        sections.retain(|section| !section.blocks.is_empty());
        layout.sections = sections;
        layout
    }

    /// Fills a line, unless it was filled before and would come to the same.
    fn line(&mut self, values: &Values<'c, '_>, line: &'c Line, filled: Option<&Run>) -> Run {
        let cited = values.cited.get();
        if let Some(run) = filled.filter(|run| !run.ruled && run.cited.0 == cited) {
            values.cited.set(run.cited.1);
            return run.clone();
        }
        let (mut run, ruled) = values.watched(|| self.run(values, line, &[]));
        // A prayer with a blank is left out as a whole.
        run.ruled = ruled || line.each == Some(Each::Prayers);
        run.cited = (cited, values.cited.get());
        run
    }

    /// The text of a line.
    pub fn text_of(&self, block: &Block) -> &str {
        self.text.get(block.text.clone()).unwrap_or_default()
    }

    /// Keys of the draft that the document shows.
    pub fn shown(&self) -> Vec<DraftKey> {
        self.sections.iter().flat_map(|section| section.shows.iter().copied()).collect()
    }

    /// Fills a line; `shown` is what other lines show.
    fn run(&mut self, values: &Values<'c, '_>, line: &'c Line, shown: &[DraftKey]) -> Run {
        let mut run = Run::default();
        if !values.satisfies(&line.when) {
            return run;
        }
        values.reply_by.take();
        let mut texts: Vec<Range<usize>> = Vec::new();
        let mut start = self.text.len();
        let mut take = |out: &mut String| {
            texts.push(start..out.len());
            start = out.len();
        };
        match (line.each, line.text, line.field) {
            (Some(each), Some(text), _) => {
                for item in values.items(each, &line.sections, shown) {
                    // A sentence stands by itself, not within a list.
                    let said = item.said(values.wording.catalog).filter(|_| line.join.is_none());
                    let text = said.unwrap_or(text);
                    if values.fill_item(text, &item, &mut self.text, &mut run.shows) {
                        take(&mut self.text);
                    }
                }
            }
            (None, Some(text), _) => {
                if values.fill_line(text, line, &mut self.text, &mut run.shows) {
                    take(&mut self.text);
                }
            }
            (_, None, Some(field)) => {
                if values.push_entry(field, &mut self.text) {
                    take(&mut self.text);
                    run.shows.push(DraftKey::Field(field));
                }
            }
            (_, None, None) => {}
        }
        if !texts.is_empty() {
            self.lacks.extend(&line.lacks);
        }
        if let Some(join) = line.join {
            texts = self.joined(&texts, values.wording.words(join));
        }
        if texts.is_empty() && line.blank {
            let start = self.text.len();
            if values.put_blank(&mut self.text) {
                texts.push(start..self.text.len());
            }
        }
        run.texts = texts;
        run.reply_by = values.reply_by.take();
        run
    }

    /// Adds what a line has come to.
    fn add(
        &mut self,
        values: &Values<'c, '_>,
        line: &'c Line,
        run: &Run,
        section: &mut Section<'c>,
    ) {
        section.shows.extend(&run.shows);
        section.reply_by = run.reply_by.or(section.reply_by);
        let own = line.label.map(|label| values.wording.words(label));
        let label = own.or_else(|| line.field.map(|field| values.label(field)));
        for text in &run.texts {
            let numbered = section.blocks.iter().filter(|block| block.number > 0).count();
            let number = if line.numbered && label.is_none() { numbered + 1 } else { 0 };
            section.blocks.push(Block { label, number, text: text.clone() });
        }
    }

    /// Joins texts that follow one another to one, each once: four photos of a kind are named once. None if it would be empty.
    fn joined(&mut self, texts: &[Range<usize>], between: &str) -> Vec<Range<usize>> {
        let start = self.text.len();
        for (at, text) in texts.iter().enumerate() {
            let is_same =
                |one: &Range<usize>| self.text.get(one.clone()) == self.text.get(text.clone());
            if texts.iter().take(at).any(is_same) {
                continue;
            }
            if at > 0 {
                self.text.push_str(between);
            }
            self.text.extend_from_within(text.clone());
        }
        let end = self.text.len();
        (start < end).then_some(start..end).into_iter().collect()
    }

    /// Drops whole parts, the lowest `keep` first and the later of equals first, until the text fits the limit. The last
    /// one left, and one that `shortens`, is shortened at the end of a sentence or word. Returns what was shortened.
    pub fn fit(&mut self, limit: usize) -> Vec<DraftKey> {
        let mut cut = Vec::new();
        let mut lengths: Vec<usize> =
            self.sections.iter().map(|section| self.section_length(section)).collect();
        loop {
            let over = self.length(&lengths).saturating_sub(limit);
            let sections = self.sections.iter().enumerate().rev();
            let least = sections.min_by_key(|(_, section)| section.part.keep);
            let Some((index, _)) = least.filter(|_| over > 0) else { return cut };
            let is_last = self.sections.len() == 1;
            let mut section = self.sections.remove(index);
            lengths.remove(index);
            if is_last || section.part.shortens {
                cut.extend_from_slice(&section.shows);
                if self.shorten(&mut section, over) {
                    lengths.insert(index, self.section_length(&section));
                    self.sections.insert(index, section);
                }
            }
        }
    }

    /// Shortens a section by so much, at the end of a sentence or word; `false` if nothing is left.
    fn shorten(&mut self, section: &mut Section<'c>, over: usize) -> bool {
        let whole = render::part(self.colon, self, section);
        let room = utf16_len(&whole).saturating_sub(over);
        let short = up_to(safe_cut(&whole, room), "，、；：,;: \n");
        let text = self.text.len()..self.text.len() + short.len();
        self.text.push_str(short);
        section.blocks = vec![Block { label: None, number: 0, text }];
        section.reply_by = None;
        !short.is_empty()
    }

    fn section_length(&self, section: &Section) -> usize {
        let heading = section.heading.map_or(0, |heading| utf16_len(heading) + 1);
        heading + utf16_len(&render::lines(self.colon, self, section))
    }

    /// Length of the plain text with sections of these lengths, in UTF-16 units.
    fn length(&self, lengths: &[usize]) -> usize {
        let gaps = (0..self.sections.len()).map(|at| render::gap(self, at).len());
        utf16_len(&self.title) + gaps.sum::<usize>() + lengths.iter().sum::<usize>()
    }
}
