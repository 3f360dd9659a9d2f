//! Texts that mean something to URLs, in every place of one.

use odata_runtime::{EnumStyle, KeyStyle, Object, Property};

use super::{places, root};

/// What a text is as a literal and as a segment. Where the two differ by more than the quotes, a key that
/// cannot be a segment is written in parentheses in either style.
const TEXTS: &[(&str, &str, &str)] = &[
    ("plain", "'plain'", "/plain"),
    ("O'Neil", "'O''Neil'", "/O%27Neil"),
    ("''", "''''''", "/%27%27"),
    ("50%", "'50%25'", "/50%25"),
    ("%2F", "'%252F'", "/%252F"),
    ("a/b", "'a%2Fb'", "/a%2Fb"),
    ("../x", "'..%2Fx'", "/..%2Fx"),
    ("a#b", "'a%23b'", "/a%23b"),
    ("a?b", "'a%3Fb'", "/a%3Fb"),
    ("a&b=c", "'a&b=c'", "/a%26b%3Dc"),
    ("a+b", "'a%2Bb'", "/a%2Bb"),
    ("a b", "'a%20b'", "/a%20b"),
    ("a\\b", "'a%5Cb'", "/a%5Cb"),
    ("(a)", "'(a)'", "/%28a%29"),
    ("a,b;c", "'a,b;c'", "/a,b%3Bc"),
    ("ü", "'%C3%BC'", "/%C3%BC"),
    ("日本", "'%E6%97%A5%E6%9C%AC'", "/%E6%97%A5%E6%9C%AC"),
    ("🦀", "'%F0%9F%A6%80'", "/%F0%9F%A6%80"),
    ("\r\n\0", "'%0D%0A%00'", "/%0D%0A%00"),
    ("\"<>^`{|}", "'%22%3C%3E%5E%60%7B%7C%7D'", "/%22%3C%3E%5E%60%7B%7C%7D"),
    ("", "''", "('')"),
    (".", "'.'", "('.')"),
    ("..", "'..'", "('..')"),
    ("$value", "'$value'", "('$value')"),
    ("null", "'null'", "/null"),
    ("/", "'%2F'", "/%2F"),
    ("%", "'%25'", "/%25"),
    ("+", "'%2B'", "/%2B"),
    ("a=@p1", "'a=@p1'", "/a%3D@p1"),
    ("e\u{301}\u{202e}", "'e%CC%81%E2%80%AE'", "/e%CC%81%E2%80%AE"),
    ("true", "'true'", "/true"),
];

#[test]
fn texts_in_keys_and_arguments() {
    for (text, literal, segment) in TEXTS {
        let [parentheses, key, argument] = places(text, EnumStyle::Plain);
        assert_eq!(parentheses, format!("({literal})"), "{text:?}");
        assert_eq!(key, **segment, "{text:?}");
        assert_eq!(argument, **literal, "{text:?}");
        assert!(![parentheses, key, argument].concat().contains('+'));
    }
}

#[test]
fn texts_in_filters_and_aliases() {
    const NAME: Property<Object, String> = Property::new("name");
    for (text, _, _) in TEXTS {
        let list = root(KeyStyle::Segment, EnumStyle::Plain).child("x").list::<Object>().filter(NAME.eq(*text));
        let uri = list.request().unwrap().into_parts().0.uri;
        let pairs: Vec<_> = url::form_urlencoded::parse(uri.query().unwrap().as_bytes()).into_owned().collect();
        let expected = format!("name eq '{}'", text.replace('\'', "''"));
        assert_eq!(pairs, [("$filter".to_owned(), expected)], "{uri}");
        assert!(!uri.to_string().contains('+'), "{uri}");

        let call = root(KeyStyle::Segment, EnumStyle::Plain).function("f").json("a", &[text]).returns::<()>();
        let uri = call.request().unwrap().into_parts().0.uri;
        assert!(uri.path().ends_with("/f(a=@p1)"), "{uri}");
        let pairs: Vec<_> = url::form_urlencoded::parse(uri.query().unwrap().as_bytes()).into_owned().collect();
        assert_eq!(pairs, [("@p1".to_owned(), serde_json::to_string(&[text]).unwrap())], "{uri}");
        assert!(!uri.to_string().contains('+'), "{uri}");
    }
}
