//! Answers as the bridge hands them over, read back: nothing is missing, nothing is doubled, nothing is in another order.

use serde::Serialize;
use tousu::bridge::encode::Encoder;
use tousu::catalog::Id;
use tousu::{Assessment, Composition, DraftKey, Issue, PathSegment, Recognition};

/// The numbers and the text of an answer, of which those at the front are still to be compared.
struct Answer {
    numbers: std::vec::IntoIter<u32>,
    text: String,
}

impl Answer {
    fn of(answer: &impl Serialize) -> Self {
        let mut encoder = Encoder::new();
        encoder.encode(answer);
        let mut numbers = encoder.numbers().to_vec().into_iter();
        let [_address, length] = [(); 2].map(|()| numbers.next().unwrap());
        let text = String::from_utf8(encoder.text().to_vec()).expect("the text is UTF-8");
        assert_eq!(text.len(), length as usize);
        Answer { numbers, text }
    }

    fn number(&mut self, expected: u32) {
        assert_eq!(self.numbers.next(), Some(expected));
    }

    fn id<T>(&mut self, expected: Id<T>) {
        self.number(expected.index() as u32);
    }

    fn text(&mut self, expected: &str) {
        self.number(expected.encode_utf16().count() as u32);
        assert!(self.text.starts_with(expected), "{expected:?} is not next in the text");
        self.text.drain(..expected.len());
    }

    fn optional<T>(&mut self, expected: Option<T>, then: impl Fn(&mut Self, T)) {
        self.number(expected.is_some().into());
        expected.into_iter().for_each(|it| then(self, it));
    }

    fn list<T>(&mut self, expected: &[T], each: impl Fn(&mut Self, &T)) {
        self.number(expected.len() as u32);
        expected.iter().for_each(|it| each(self, it));
    }

    fn key(&mut self, expected: &DraftKey) {
        self.segment(&match expected {
            DraftKey::Field(field) => PathSegment::Field(*field),
            DraftKey::Evidence => PathSegment::Key("evidence"),
            DraftKey::Log => PathSegment::Key("log"),
        });
    }

    fn segment(&mut self, expected: &PathSegment) {
        let named = |answer: &mut Self, name| {
            answer.number(1);
            answer.text(name);
        };
        match expected {
            PathSegment::Field(field) => {
                self.number(0);
                self.id(*field);
            }
            PathSegment::Key(name) => named(self, name),
            PathSegment::Name(name) => named(self, name),
            PathSegment::Index(index) => {
                self.number(2);
                self.number(*index);
            }
        }
    }

    fn issue(&mut self, expected: &Issue) {
        self.number(expected.code as u32);
        self.number(expected.severity as u32);
        self.list(&expected.path, Self::segment);
        self.number(expected.message.number());
        self.optional(expected.span, |answer, (start, end)| {
            answer.number(start);
            answer.number(end);
        });
        self.optional(expected.suggestion.as_deref(), Self::text);
    }

    /// The end of the answer.
    fn ends(self) {
        assert_eq!((self.numbers.len(), self.text.as_str()), (0, ""));
    }
}

/// Of an assessment all that holds text is read; the rest is ids and numbers.
pub fn assessment(expected: &Assessment) {
    let mut answer = Answer::of(expected);
    answer.number(expected.ready.into());
    answer.list(&expected.issues, Answer::issue);
    let figures = expected.claims.iter().flat_map(|it| [&it.amount, &it.reckoning]).flatten();
    assert_eq!(answer.text.len(), figures.map(String::len).sum::<usize>());
}

pub fn composition(expected: &Composition) {
    let mut answer = Answer::of(expected);
    answer.text(&expected.title);
    answer.text(&expected.body);
    answer.list(&expected.parts, |answer, part| {
        [&part.id, &part.label, &part.text].into_iter().for_each(|it| answer.text(it));
        answer.number(part.blank.into());
    });
    answer.text(&expected.shareable);
    answer.optional(expected.reply_by, |answer, day| answer.number(day.number()));
    answer.number(expected.length);
    answer.optional(expected.limit, Answer::number);
    answer.list(&expected.omitted, Answer::key);
    answer.list(&expected.lacking, Answer::key);
    answer.ends();
}

pub fn recognition(expected: &Recognition) {
    let mut answer = Answer::of(expected);
    answer.list(&expected.fields, |answer, (field, value)| {
        answer.id(*field);
        answer.text(value);
    });
    answer.list(&expected.spans, |answer, span| {
        answer.id(span.field);
        let numbers = [span.start, span.end, span.confidence as u32];
        numbers.into_iter().for_each(|number| answer.number(number));
    });
    answer.optional(expected.excuse.as_ref(), |answer, excuse| {
        answer.id(excuse.id);
        answer.list(&excuse.spans, |answer, (start, end)| {
            [*start, *end].into_iter().for_each(|number| answer.number(number));
        });
    });
    answer.ends();
}

pub fn text(expected: &str) {
    let mut answer = Answer::of(&expected);
    answer.text(expected);
    answer.ends();
}

/// An answer that is only written: a value that the bridge cannot write would panic.
pub fn writable(answer: &impl Serialize) {
    Answer::of(answer);
}
