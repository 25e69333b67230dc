//! Citations of articles: `《…》第二十四条`, `…, Article 24`.

use super::numerals;
use super::placeholders::{Values, put};
use crate::case::fill;
use crate::catalog::{Article, Claim, Id, Phrase, Placeholder, Slot};

impl Values<'_, '_> {
    /// The article that a claim rests on.
    pub(super) fn article_of(&self, claim: Id<Claim>) -> Id<Article> {
        self.case.catalog[claim].article
    }

    /// Adds the citations of articles, those that are in force; `false` if there is none.
    pub(super) fn put_citations(&self, articles: &[Id<Article>], out: &mut String) -> bool {
        let before = out.len();
        for article in articles.iter().filter(|it| self.case.in_force(**it)) {
            if out.len() > before {
                out.push_str(self.wording.phrase(Phrase::Comma));
            }
            self.put_citation(*article, out);
        }
        out.len() > before
    }

    /// Adds the citation of an article: `《…》第二十四条`, `…, Article 24`.
    pub(super) fn put_citation(&self, article: Id<Article>, out: &mut String) -> bool {
        let (catalog, wording) = (self.case.catalog, self.wording);
        if !catalog.articles.contains(article) || !catalog.laws.contains(catalog.law_of(article)) {
            return false;
        }
        let number = catalog.number_of(article);
        let (number, paragraph) = number.split_once('.').unwrap_or((number, ""));
        let phrase =
            if paragraph.is_empty() { Phrase::Citation } else { Phrase::CitationParagraph };
        let han = catalog.locale_entry(wording.locale).han_numerals;
        let put_number = |out: &mut String, number: &str| match han {
            true => put(out, &numerals::han(number)),
            false => put(out, number),
        };
        let mut value = |slot: Slot, out: &mut String| match slot {
            Slot::Value(Placeholder::Law) => {
                // In full where a law is cited for the first time, to those who are used to it so.
                let id = catalog.law_of(article);
                let mut cited = self.cited.get();
                let is_short = self.document.short_titles || cited.contains(id);
                cited.insert(id);
                self.cited.set(cited);
                let law = &catalog[id];
                let short = law.short.filter(|_| is_short);
                put(out, wording.words(short.unwrap_or(law.title)))
            }
            Slot::Value(Placeholder::Article) => put_number(out, number),
            Slot::Value(Placeholder::Paragraph) => put_number(out, paragraph),
            _ => false,
        };
        let tokens = catalog.template(catalog.phrase(phrase), wording.locale);
        fill(tokens, out, &mut Vec::new(), &mut value)
    }
}
