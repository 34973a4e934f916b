//! Links to the next page: where they stand, and where they may lead.

use reqwest::Url;

use super::call::Request;
use super::header::Headers;
use super::hop::have_same_origin;

/// The URL that a link on a page means (RFC 3986, section 5), or why it must not be followed.
///
/// It must lead to the origin that the call itself is sent to, since the credentials go along. If the client has a base URL that
/// replaces the servers of the document, the service may still write links to those: they are taken to the base URL.
#[inline]
pub(super) fn resolve_link(call: &Request, page: &Url, link: &str) -> Result<Url, String> {
    let Ok(mut url) = page.join(link) else { return Err("its link is not a URL".to_owned()) };
    url.set_fragment(None);
    // It would become a credential. It cannot fail where the origin is that of the call.
    let _ = url.set_username("").and_then(|()| url.set_password(None));
    let parsed = |base: String| Url::parse(&base).ok();
    let base = call.core.base_url(call.servers).ok().and_then(parsed);
    if let Some(base) = base {
        if have_same_origin(&url, &base) {
            return Ok(url);
        }
        let replaced = call.core.replaced(call.servers).into_iter().filter_map(parsed);
        if let Some(server) = replaced.into_iter().find(|server| have_same_origin(server, &url)) {
            return Ok(moved(&url, &server, base));
        }
    }
    let origin = url.origin().ascii_serialization();
    Err(format!("its link leads to another origin, {origin}, where credentials may not go"))
}

/// The URL below one base, taken to another.
#[inline]
fn moved(url: &Url, from: &Url, mut to: Url) -> Url {
    let path = url.path().strip_prefix(from.path().trim_end_matches('/')).filter(|path| path.starts_with('/'));
    let path = format!("{}{}", to.path().trim_end_matches('/'), path.unwrap_or(url.path()));
    to.set_path(&path);
    to.set_query(url.query());
    to
}

/// The target of the first link to the next page in the `Link` headers (RFC 8288).
#[inline]
pub(super) fn next_link(headers: &Headers) -> Option<&str> {
    headers.get_all("link").flat_map(Links).find(|link| link.is_next).map(|link| link.target)
}

#[derive(Debug)]
struct Link<'a> {
    target: &'a str,
    is_next: bool,
}

/// Reads the links of one header (RFC 8288, appendix B.2); ends at the first thing that is none.
struct Links<'a>(&'a str);

impl<'a> Iterator for Links<'a> {
    type Item = Link<'a>;

    #[inline]
    fn next(&mut self) -> Option<Link<'a>> {
        let rest = self.0.trim_start_matches([' ', '\t', ',']);
        let (target, mut rest) = rest.strip_prefix('<')?.split_once('>')?;
        let (mut relation, mut is_anchored) = (None, false);
        while let Some(parameter) = rest.trim_start().strip_prefix(';') {
            let (name, after) = token(parameter);
            let (value, after) = match after.trim_start().strip_prefix('=') {
                Some(after) => link_value(after.trim_start()),
                None => ("", after),
            };
            if name.eq_ignore_ascii_case("rel") {
                // Only the first one counts (section 3.3).
                relation.get_or_insert(value);
            }
            // It is a link from elsewhere (section 3.2).
            is_anchored |= name.eq_ignore_ascii_case("anchor");
            rest = after;
        }
        self.0 = rest;
        let mut relations = relation.unwrap_or_default().split_ascii_whitespace();
        let is_next = !is_anchored && relations.any(|relation| relation.eq_ignore_ascii_case("next"));
        Some(Link { target: target.trim(), is_next })
    }
}

/// Up to a delimiter.
#[inline]
fn token(text: &str) -> (&str, &str) {
    let text = text.trim_start();
    let end = text.find(['=', ';', ',', ' ', '\t']).unwrap_or(text.len());
    text.split_at(end)
}

/// A token or a quoted string, whose escapes stay as they are: no relation has any.
#[inline]
fn link_value(text: &str) -> (&str, &str) {
    let Some(quoted) = text.strip_prefix('"') else { return token(text) };
    let mut is_escaped = false;
    let end = quoted.find(|letter| {
        let is_end = letter == '"' && !is_escaped;
        is_escaped = letter == '\\' && !is_escaped;
        is_end
    });
    let end = end.unwrap_or(quoted.len());
    (&quoted[..end], quoted.get(end + 1..).unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use reqwest::header::{HeaderMap, HeaderValue, LINK};

    use super::{Url, moved, next_link};

    fn found(lines: &[&str]) -> Option<String> {
        let mut headers = HeaderMap::new();
        for line in lines {
            headers.append(LINK, HeaderValue::from_str(line).expect("a value"));
        }
        next_link(&headers.into()).map(str::to_owned)
    }

    #[test]
    fn the_link_to_the_next_page_is_found() {
        for header in [
            r#"<https://a/?page=2>; rel="next", <https://a/?page=9>; rel="last""#,
            r#"<https://a/?page=1>; rel="prev", <https://a/?page=2>; rel="next""#,
            "<https://a/?page=2>;rel=next",
            r#" , < https://a/?page=2 > ; REL = "last  NEXT" ; title*=UTF-8''x , <b>"#,
            r#"<x>; title="a, <y>; rel=\"next\""; rel=prev, <https://a/?page=2>; rel=next"#,
            r#"<x>; rel=prev; rel=next, <https://a/?page=2>; crossorigin; rel="next"; rel=prev"#,
            r##"<x>; rel=next; anchor="#a", <https://a/?page=2>; rel=next"##,
        ] {
            assert_eq!(found(&[header]).as_deref(), Some("https://a/?page=2"), "{header}");
        }
        assert_eq!(found(&["<a>; rel=prev", "<b>; rel=next"]).as_deref(), Some("b"));
        assert_eq!(found(&["<a,b;c>; rel=next"]).as_deref(), Some("a,b;c"));
    }

    #[test]
    fn what_is_none_is_not_taken_for_one() {
        let none =
            ["", ",", "<a>", "<a; rel=next", "a; rel=next", "<a>; rel=nextish", "<a>; rel=\"x-next", "<a> rel=next"];
        for header in none {
            assert_eq!(found(&[header]), None, "{header}");
        }
        assert_eq!(found(&[]), None);
    }

    #[test]
    fn links_to_a_replaced_server_keep_what_follows_its_base() {
        for (link, from, to, expected) in [
            ("https://a/v1/x?b=c%2F", "https://a", "http://d:1", "http://d:1/v1/x?b=c%2F"),
            ("https://a/v1/x", "https://a/v1", "http://d:1/e/", "http://d:1/e/x"),
            ("https://a/v10/x%2Fy", "https://a/v1", "http://d:1/e", "http://d:1/e/v10/x%2Fy"),
        ] {
            let [link, from, to] = [link, from, to].map(|url| Url::parse(url).expect("a URL"));
            assert_eq!(moved(&link, &from, to).as_str(), expected);
        }
    }
}
