//! TOML as untyped input. No part of the library: `build.rs`, the tests and the fuzz targets take this file in, since
//! the library knows no TOML.

use super::Raw;
use toml::Value;

/// Converts a value of a TOML file.
pub fn raw(value: &Value) -> Raw<'_> {
    match value {
        Value::String(text) => Raw::from(text.as_str()),
        Value::Integer(number) => Raw::Number(*number as f64),
        Value::Float(number) => Raw::Number(*number),
        Value::Boolean(flag) => Raw::Bool(*flag),
        Value::Datetime(date) => Raw::Text(date.to_string().into()),
        Value::Array(items) => Raw::List(items.iter().map(raw).collect()),
        Value::Table(table) => {
            let entries = table.iter();
            Raw::Map(entries.map(|(key, value)| (key.as_str().into(), raw(value))).collect())
        }
    }
}
