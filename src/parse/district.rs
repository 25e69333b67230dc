//! Districts (行政区划): the county-level unit that an address begins with.

use crate::text::{among, is_han};

/// Endings of units above a district, the longer before those they end with.
const PROVINCES: &[&str] = &["维吾尔自治区", "壮族自治区", "回族自治区", "自治区", "省"];
/// Ends a prefecture or a county without districts.
const CITY: char = '市';
/// Other prefectures.
const PREFECTURES: &[&str] = &["自治州", "地区", "盟"];
/// Most characters of a unit with its ending.
const MAX_UNIT: usize = 15;
/// Before 区 they make a word that names no unit of administration: 小区.
const NO_DISTRICT: &str = "小社校街景片厂园辖";
/// Before 市 they do: 超市.
const NO_CITY: &str = "超门夜集";
/// Behind 市 it does: 市场.
const MARKET: char = '场';
/// Prefecture-level cities without districts: what their people call one has no authority.
const UNDIVIDED: &[&str] = &["东莞市", "中山市", "儋州市", "嘉峪关市"];

/// The district, county or county-level city of a Chinese address, as far as an authority there is named by it: with the
/// prefecture before a district, without the province. `None` if the address does not show it.
///
/// ```
/// use tousu::parse::district;
///
/// assert_eq!(district("河南省周口市川汇区建设路77号"), Some("周口市川汇区"));
/// assert_eq!(district("云南省瑞丽市姐告玉城5栋"), Some("瑞丽市"));
/// assert_eq!(district("建设路77号"), None);
/// ```
pub fn district(address: &str) -> Option<&str> {
    let address = address.trim().trim_start_matches("中国");
    let address = PROVINCES.iter().find_map(|end| behind(address, end)).unwrap_or(address);
    if let Some(rest) = PREFECTURES.iter().find_map(|end| behind(address, end)) {
        return unit(rest).map(|(county, _)| county);
    }
    let (first, rest) = unit(address)?;
    match unit(rest).filter(|_| first.ends_with(CITY) && !UNDIVIDED.contains(&first)) {
        // 金华市义乌市: the county-level city has an authority of its own name.
        Some((county, _)) if county.ends_with(CITY) => Some(county),
        Some((county, _)) => address.get(..first.len() + county.len()),
        None => Some(first),
    }
}

/// The text behind a unit with that ending.
fn behind<'t>(text: &'t str, end: &str) -> Option<&'t str> {
    let (name, rest) = text.split_once(end)?;
    let count = name.chars().count();
    ((1..MAX_UNIT).contains(&count) && name.chars().all(is_han)).then_some(rest)
}

/// The unit that the text begins with, and what is behind it. 旗 is one of Inner Mongolia.
fn unit(text: &str) -> Option<(&str, &str)> {
    let mut before = CITY;
    for (at, c) in text.char_indices().take(MAX_UNIT).take_while(|(_, c)| is_han(*c)) {
        let (name, rest) = text.split_at_checked(at + c.len_utf8())?;
        let ends = match c {
            '区' => !among(NO_DISTRICT, before),
            CITY => !among(NO_CITY, before) && !rest.starts_with(MARKET),
            '县' | '旗' => true,
            _ => false,
        };
        if ends && at > 0 {
            return Some((name, rest));
        }
        before = c;
    }
    None
}

#[cfg(test)]
mod tests {
    use super::district;

    #[test]
    fn the_unit_that_has_an_authority_is_read() {
        for (address, expected) in [
            ("河南省周口市川汇区建设路77号", "周口市川汇区"),
            ("杭州市余杭区文一西路1200号", "杭州市余杭区"),
            ("上海市静安区共和新路500号", "上海市静安区"),
            ("北京市朝阳区望京小区3号楼", "北京市朝阳区"),
            ("云南省大理市大理古城复兴路66号", "大理市"),
            ("云南省瑞丽市姐告玉城5栋12号", "瑞丽市"),
            ("浙江省金华市义乌市福田街道", "义乌市"),
            ("河南省南阳市内乡县城关镇", "南阳市内乡县"),
            ("广东省东莞市南城街道", "东莞市"),
            ("新疆维吾尔自治区乌鲁木齐市天山区", "乌鲁木齐市天山区"),
            ("湖北省恩施土家族苗族自治州恩施市舞阳坝", "恩施市"),
            ("内蒙古自治区鄂尔多斯市准格尔旗薛家湾镇", "鄂尔多斯市准格尔旗"),
            ("杭州市市场路8号", "杭州市"),
            ("朝阳区酒仙桥路10号", "朝阳区"),
            ("北京市海淀区中关村大街1号", "北京市海淀区"),
            ("深圳市龙华区民治街道", "深圳市龙华区"),
            ("南京市秦淮区内桥湾", "南京市秦淮区"),
            ("济南市市中区经七路", "济南市市中区"),
            ("东莞市南城区鸿福路", "东莞市"),
        ] {
            assert_eq!(district(address), Some(expected), "{address}");
        }
    }

    #[test]
    fn nothing_is_read_where_none_stands() {
        for address in
            ["", "建设路77号", "望京小区3号楼", "华润超市二楼", "区", "Room 5, 市", "市场路3号"]
        {
            assert_eq!(district(address), None, "{address}");
        }
    }
}
