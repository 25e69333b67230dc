//! The packed files of the catalogue, damaged; their checksums made right again, or not.

use crate::source::Source;
use std::ops::Range;
use tousu::catalog::checksum;
use tousu::{STRUCTURE, WORDS};

/// Length of the head of a file, whose last eight bytes are the checksum: see `src/catalog/file.rs`.
const STRUCTURE_HEAD: usize = 24;
const WORDS_HEAD: usize = 16;
/// Where the stamp of the build is in the structure; words begin with it.
pub const BUILD: Range<usize> = 8..16;

/// The structure, then the words of each language.
pub struct Files {
    pub files: Vec<Vec<u8>>,
    /// The checksums were made right again, so that the damage is not seen by them.
    pub sealed: bool,
}

impl Files {
    /// The files as they are shipped.
    pub fn shipped() -> Self {
        let words = WORDS.iter().map(|(_, words)| words.to_vec());
        Files { files: [STRUCTURE.to_vec()].into_iter().chain(words).collect(), sealed: false }
    }

    pub fn structure(&self) -> &[u8] {
        &self.files[0]
    }

    pub fn words(&self) -> Vec<&[u8]> {
        self.files[1..].iter().map(Vec::as_slice).collect()
    }

    fn seal(&mut self) {
        let heads = [STRUCTURE_HEAD].into_iter().chain(std::iter::repeat(WORDS_HEAD));
        for (file, head) in self.files.iter_mut().zip(heads) {
            if let Some((head, body)) = file.split_at_mut_checked(head) {
                let at = head.len() - 8;
                head[at..].copy_from_slice(&checksum(body).to_le_bytes());
            }
        }
        self.sealed = true;
    }
}

impl Source<'_> {
    /// The packed files with something changed.
    pub fn files(&mut self) -> Files {
        let seal = self.number(4) > 0;
        let mut files = Files::shipped();
        let changes = self.number(6);
        for _ in 0..changes {
            self.damage(&mut files.files);
        }
        if seal {
            files.seal();
        }
        if changes == 0 {
            assert!(files.files == Files::shipped().files, "sealing changes a file without damage");
        }
        files
    }

    fn damage(&mut self, files: &mut [Vec<u8>]) {
        let which = self.number(files.len());
        let change = self.number(8);
        if change == 0 {
            let other = self.number(files.len());
            return files.swap(which, other);
        }
        let file = &mut files[which];
        let at = self.place(file.len());
        let end = (at + self.number(256)).min(file.len());
        match change {
            1 => file.truncate(at),
            2 => drop(file.drain(at..end)),
            3 => {
                let doubled = file[at..end].to_vec();
                drop(file.splice(at..at, doubled));
            }
            4 => {
                let more = self.take(end - at).to_vec();
                drop(file.splice(at..at, more));
            }
            // In place, so that what follows keeps its meaning.
            _ => {
                let changed = self.take(1 + change % 4);
                file[at..].iter_mut().zip(changed).for_each(|(old, new)| *old = *new);
            }
        }
    }

    /// A place in a file of that length, its end included. Heads and counts stand at the front, the numbers of the
    /// structure at the end.
    fn place(&mut self, length: usize) -> usize {
        match self.number(4) {
            0 => self.number(64).min(length),
            1 => length.saturating_sub(self.number(8192)),
            _ => (self.number(65_536) << 2 | self.number(4)) % (length + 1),
        }
    }
}
