//! Ranges of a text that show what was found in it.

/// Most ranges that are kept.
const MAX_SPANS: usize = 6;

/// Ranges in the order of the text, overlapping ones as one, the first few.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Spans(pub Vec<(u32, u32)>);

impl Spans {
    /// Adds a range.
    pub fn add(&mut self, mut start: u32, mut end: u32) {
        while let Some(at) = self.0.iter().position(|other| start < other.1 && other.0 < end) {
            let other = self.0.remove(at);
            (start, end) = (start.min(other.0), end.max(other.1));
        }
        if self.0.len() < MAX_SPANS {
            self.0.insert(self.0.partition_point(|other| other.0 < start), (start, end));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spans_are_sorted_joined_and_few() {
        let mut spans = Spans::default();
        for (start, end) in [(10, 12), (2, 4), (11, 14), (4, 6), (3, 5)] {
            spans.add(start, end);
        }
        assert_eq!(spans.0, [(2, 6), (10, 14)]);
        (20..40).step_by(2).for_each(|at| spans.add(at, at + 1));
        assert_eq!(spans.0.len(), MAX_SPANS);
    }
}
