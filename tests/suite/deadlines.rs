//! The worked examples of every deadline, and the holiday tables that they rest on.

use crate::common::{ZH, catalog, day, draft, written};
use std::collections::BTreeMap;
use tousu::catalog::{Deadline, Example};
use tousu::date::{Period, due, not_late};
use tousu::{Assessment, Date, Draft, Raw, Tousu};

/// The days after `from` up to and with `to`.
fn days(from: Date, to: Date) -> impl Iterator<Item = Date> {
    (1..=from.days_until(to)).map(move |count| from.plus_days(count).unwrap())
}

fn weekend(date: Date) -> bool {
    day("2024-01-01").days_until(date).rem_euclid(7) >= 5 // that day was a Monday
}

/// Where the period would end if there were no holidays; `None` for working days.
fn plain_end(start: Date, period: Period) -> Option<Date> {
    match period {
        Period::Hours(hours) => start.plus_days(i64::from(hours) / 24),
        Period::Days(count) => start.plus_days(i64::from(count)),
        Period::Months(count) => start.plus_months(count),
        Period::Years(count) => start.plus_months(count * 12),
        Period::WorkingDays(_) => None,
    }
}

#[test]
fn every_worked_example_comes_out() {
    let catalog = written();
    let mut run = 0;
    for (id, deadline) in catalog.deadlines.iter() {
        for example in &deadline.example {
            let due = due(example.start, deadline.period, &catalog.years).unwrap();
            let (found, wanted) = ((due.date, due.estimated), (example.due, example.estimated));
            let (id, shows) = (catalog.name(id), catalog.text(example.shows));
            assert_eq!(found, wanted, "{id} from {}: {shows}", example.start);
            run += 1;
            if let Some(overdue) = example.overdue {
                let last = not_late(due.date, &catalog.years).unwrap();
                assert_eq!(last.plus_days(1), Some(overdue), "{id} from {}", example.start);
            }
        }
    }
    assert!(run >= 40, "only {run} examples");
}

#[test]
fn examples_cross_holidays_make_up_days_and_the_end_of_the_tables() {
    let catalog = written();
    let off = |date: Date| catalog.years.iter().any(|year| year.off.contains(&date));
    let makeup = |date: Date| catalog.years.iter().any(|year| year.makeup.contains(&date));
    let crosses =
        |example: &Example, what: &dyn Fn(Date) -> bool| days(example.start, example.due).any(what);
    for (id, Deadline { period, example, .. }) in catalog.deadlines.iter() {
        let id = catalog.name(id);
        let some = |test: &dyn Fn(&Example) -> bool| example.iter().any(test);
        assert!(some(&|example| crosses(example, &off)), "{id} has no example across a holiday");
        assert!(
            some(&|example| crosses(example, &makeup)),
            "{id} has no example across a make-up day"
        );
        match period {
            // A platform's hours are moved by nothing, and so depend on no table.
            Period::Hours(_) => {
                assert!(
                    example.iter().all(|it| Some(it.due) == plain_end(it.start, *period)),
                    "{id}"
                );
                continue;
            }
            // A make-up day counts: one more is found than Monday to Friday would give.
            Period::WorkingDays(count) => {
                let counted = |it: &Example| {
                    let weekdays =
                        days(it.start, it.due).filter(|date| !weekend(*date) && !off(*date));
                    weekdays.count() < *count as usize
                };
                assert!(some(&counted), "{id} has no example in which a make-up day counts");
            }
            // A last day on a holiday moves.
            _ => {
                let moved = |it: &Example| Some(it.due) != plain_end(it.start, *period);
                assert!(some(&moved), "{id} has no example whose last day moves");
            }
        }
        assert!(
            some(&|example| example.estimated),
            "{id} has no example beyond the holiday tables"
        );
    }
}

/// The deadlines that the domain's table asks for.
#[test]
fn the_whole_table_is_there() {
    let wanted = [
        ("no-reason-return", Period::Days(7)),
        ("quality-return", Period::Days(7)),
        ("prepaid-cooling-off", Period::Days(7)),
        ("refund-after-return", Period::Days(7)),
        ("merchant-answer", Period::Days(15)),
        ("prepaid-answer", Period::Days(15)),
        ("in-app-answer", Period::Hours(48)),
        ("shop-dispute", Period::Hours(7 * 24)),
        ("authority-acceptance", Period::WorkingDays(7)),
        ("mediation-end", Period::Days(60)),
        ("mediation-notice", Period::WorkingDays(7)),
        ("defect-proof", Period::Months(6)),
        ("limitation", Period::Years(3)),
        ("authority-window", Period::Years(3)),
        ("promise-fifteen", Period::Days(15)),
        ("returned-fifteen", Period::Days(15)),
        ("courier-answer", Period::Days(7)),
        ("postal-answer", Period::Days(30)),
        ("pay-first-answer", Period::Hours(24)),
        ("pay-settled", Period::Hours(72)),
        ("ratification", Period::Days(30)),
        ("rescission-right", Period::Years(1)),
        ("fraud-avoidance", Period::Years(1)),
        ("arbitration-acceptance", Period::Days(5)),
        ("court-registration", Period::Days(7)),
    ];
    let catalog = written();
    for (id, period) in wanted {
        let found = catalog.find::<Deadline>(id).map(|id| catalog[id].period);
        assert_eq!(found, Some(period), "{id}");
    }
}

/// A complaint about quality with one entry in its log, on a day.
fn logged(on: &str, entry: &[(&'static str, &'static str)], today: &str) -> Assessment {
    let mut entry: Vec<_> = entry.iter().map(|(key, it)| ((*key).into(), Raw::from(*it))).collect();
    entry.push(("date".into(), Raw::from(on)));
    let draft = Draft::read(Raw::Map(vec![
        ("reason".into(), Raw::from("quality")),
        ("log".into(), Raw::List(vec![Raw::Map(entry)])),
    ]));
    Tousu::new(catalog(), day(today)).assess(&draft)
}

/// The last day and the days left of a deadline, and whether the other side is late by it.
fn open(found: &Assessment, id: &str) -> Option<(String, i32, bool)> {
    let id = catalog().find::<Deadline>(id).unwrap();
    let open = found.deadlines.iter().find(|it| it.id == id)?;
    Some((open.due.iso(), open.days_left, found.next.overdue.contains(&id)))
}

/// 民法典 203: a last day that is no working day makes nobody late before the end of the next working day.
#[test]
fn nobody_is_late_before_the_end_of_the_next_working_day() {
    let demand = [("channel", "merchant"), ("action", "requested-remedy")];
    let on = |today| open(&logged("2026-09-26", &demand, today), "merchant-answer");
    let sunday = String::from("2026-10-11");
    assert_eq!(on("2026-10-11"), Some((sunday.clone(), 0, false)));
    assert_eq!(on("2026-10-12"), Some((sunday.clone(), 0, false)), "Monday, until its end");
    assert_eq!(on("2026-10-13"), Some((sunday, -2, true)));
}

/// A letter that names a day waits for that day, one that names none for two days.
#[test]
fn the_wait_for_an_answer_ends_on_the_day_that_was_asked_for() {
    let demand = [("channel", "merchant"), ("action", "requested-remedy")];
    let dated = [demand[0], demand[1], ("replyBy", "2026-11-10")];
    let on = |entry: &[_], today| open(&logged("2026-11-03", entry, today), "merchant-reply");
    assert_eq!(on(&demand, "2026-11-04"), Some(("2026-11-05".into(), 1, false)));
    assert_eq!(on(&dated, "2026-11-04"), Some(("2026-11-10".into(), 6, false)));
    assert_eq!(on(&dated, "2026-11-11"), Some(("2026-11-10".into(), -1, true)));
}

/// The platform's entrance closes on the seventh day; the law moves it past the holiday.
#[test]
fn the_seven_day_return_shows_its_seventh_day_and_holds_on_the_moved_one() {
    let on = |today: &str| {
        let fields = [("reason", "price"), ("receivedDate", "2026-09-26")];
        let found = Tousu::new(catalog(), day(today)).assess(&draft(&fields));
        open(&found, "no-reason-return").map(|(due, days, _)| (due, days))
    };
    assert_eq!(on("2026-10-02"), Some(("2026-10-03".into(), 1)));
    assert_eq!(on("2026-10-04"), Some(("2026-10-08".into(), 4)));
    assert_eq!(on("2026-10-09"), None);
}

/// Reminders carry the name of their case, and two cases with the same dates are two; without a deadline there is no file.
#[test]
fn calendars_tell_cases_apart() {
    let tousu = Tousu::new(catalog(), day("2026-11-24"));
    let of =
        |name| tousu.calendar(&draft(&[("receivedDate", "2026-11-22"), ("productName", name)]), ZH);
    let uids = |text: &str| -> Vec<String> {
        text.lines().filter(|line| line.starts_with("UID:")).map(String::from).collect()
    };
    let (bag, fryer) = (of("儿童书包"), of("空气炸锅"));
    assert!(bag.contains("SUMMARY:七日无理由退货 · 儿童书包"), "{bag}");
    assert_eq!(uids(&bag).len(), uids(&fryer).len());
    assert!(uids(&bag).iter().all(|uid| !uids(&fryer).contains(uid)));
    assert_eq!(uids(&bag), uids(&of("儿童书包")));
    assert_eq!(tousu.calendar(&draft(&[]), ZH), "");
}

#[test]
fn holiday_tables_are_sound() {
    let catalog = written();
    let sizes: BTreeMap<i32, (usize, usize)> =
        catalog.years.iter().map(|year| (year.year, (year.off.len(), year.makeup.len()))).collect();
    // As the two notices have it; a later year is added beside them.
    assert_eq!(sizes.get(&2025), Some(&(28, 5)));
    assert_eq!(sizes.get(&2026), Some(&(33, 6)));
    for (_, holiday) in catalog.holidays.iter() {
        let source = catalog.text(holiday.source);
        assert!(source.contains("国办发明电"), "{} names no notice", holiday.year);
    }
    for year in &catalog.years {
        for dates in [&year.off, &year.makeup] {
            assert!(
                dates.windows(2).all(|pair| pair[0] < pair[1]),
                "{} is out of order",
                year.year
            );
            assert!(
                dates.iter().all(|date| date.year() == year.year),
                "{} holds another year",
                year.year
            );
        }
        assert!(
            year.makeup.iter().all(|date| weekend(*date) && !year.off.contains(date)),
            "{}",
            year.year
        );
        // The holidays that stand on a fixed day.
        for fixed in ["01-01", "05-01", "05-02", "10-01", "10-02", "10-03"] {
            let date = day(&format!("{}-{fixed}", year.year));
            assert!(year.off.contains(&date), "{date} is not off");
        }
    }
}

/// The days on which deadlines of a draft start, by their ids.
fn starts(fields: &[(&str, &str)], today: &str) -> BTreeMap<String, String> {
    let found = Tousu::new(catalog(), day(today)).assess(&draft(fields));
    let open = found.deadlines.iter();
    open.map(|it| (catalog().name(it.id).to_string(), it.start.iso())).collect()
}

/// 民法典 188: harm is known from the cancelling or the last charge rather than from the order.
#[test]
fn limitation_starts_from_the_day_the_harm_was_known() {
    let of = |more: &[(&'static str, &'static str)]| {
        let base = [("reason", "refund-refused"), ("purchaseDate", "2026-05-01")];
        starts(&[&base[..], more].concat(), "2026-11-24")["limitation"].clone()
    };
    assert_eq!(of(&[]), "2026-05-01");
    assert_eq!(of(&[("chargeLast", "2026-08-01")]), "2026-08-01");
    assert_eq!(of(&[("promisedDate", "2026-07-01")]), "2026-07-01");
    let cancelled = [("promisedDate", "2026-12-31"), ("endedDate", "2026-11-10")];
    assert_eq!(of(&cancelled), "2026-11-10", "nothing runs from a day that lies ahead");
}

/// Rules for goods run for goods, and for those of their kind only.
#[test]
fn a_kind_of_order_has_its_own_deadlines() {
    let of = |more: &[(&'static str, &'static str)]| {
        let base = [("reason", "other"), ("receivedDate", "2026-11-20")];
        starts(&[&base[..], more].concat(), "2026-11-24")
    };
    assert!(of(&[]).contains_key("no-reason-return"), "not known is not excluded");
    assert!(of(&[("orderKind", "goods")]).contains_key("no-reason-return"));
    for kind in ["service", "ticket", "course", "deposit", "earnest-money", "rental", "digital"] {
        assert!(!of(&[("orderKind", kind)]).contains_key("no-reason-return"), "{kind}");
    }
    for kind in ["perishable", "custom-made"] {
        assert!(!of(&[("goodsKind", kind)]).contains_key("no-reason-return"), "{kind}");
    }
    let quality = |kind| {
        starts(
            &[("reason", "quality"), ("receivedDate", "2026-11-20"), ("goodsKind", kind)],
            "2026-11-24",
        )
    };
    assert!(quality("durable").contains_key("defect-proof"));
    assert!(!quality("other").contains_key("defect-proof"));
}
