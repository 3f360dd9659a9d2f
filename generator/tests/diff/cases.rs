//! What is changed in `base.csdl.xml`, and what must be said of it.

use csdl_codegen::diff::Verdict::{self, Major, Minor, Patch};

/// One change of the base document.
pub(crate) struct Case {
    /// Its name, which a module can have.
    pub(crate) name: &'static str,
    /// Texts, and what stands in their place.
    pub(crate) edits: &'static [(&'static str, &'static str)],
    /// What the change calls for.
    pub(crate) verdict: Verdict,
    /// Lines of the text.
    pub(crate) says: &'static [&'static str],
}

const fn case(
    name: &'static str,
    edits: &'static [(&'static str, &'static str)],
    verdict: Verdict,
    says: &'static [&'static str],
) -> Case {
    Case { name, edits, verdict, says }
}

const PERSON: &str = "<Property Name=\"givenName\" Type=\"Edm.String\"/>";
const BEFORE_ACTION: &str = "<Action Name=\"promote\" IsBound=\"true\">";
const PEOPLE: &str = "<EntitySet Name=\"people\" EntityType=\"ns.person\"/>";
const FRIENDS: &str = "<NavigationProperty Name=\"friends\" Type=\"Collection(ns.person)\"/>";
const CITY: &str = "<Parameter Name=\"city\" Type=\"Edm.String\" Nullable=\"false\"/>";
const REASON: &str = "<Parameter Name=\"reason\" Type=\"Edm.String\"/>";

/// One of each kind of change.
pub(crate) const CASES: &[Case] = &[
    case("nothing", &[], Patch, &["no difference"]),
    case(
        "property_added",
        &[(PERSON, "<Property Name=\"givenName\" Type=\"Edm.String\"/><Property Name=\"age\" Type=\"Edm.Int32\"/>")],
        Minor,
        &["only adds          property `age` added"],
    ),
    case(
        "property_removed",
        &[(PERSON, "")],
        Major,
        &["breaks compile     property `givenName` removed", "`api::ns::Person.given_name` is gone"],
    ),
    case(
        "property_renamed",
        &[(PERSON, "<Property Name=\"givenNames\" Type=\"Edm.String\"/>")],
        Major,
        &["property `ns.person/givenName` → `ns.person/givenNames` (a name like it, and of the same type)"],
    ),
    case(
        "property_respelt",
        &[(PERSON, "<Property Name=\"GivenName\" Type=\"Edm.String\"/>")],
        Minor,
        &["its name in JSON"],
    ),
    case(
        "property_type",
        &[(PERSON, "<Property Name=\"givenName\" Type=\"Edm.Int32\"/>")],
        Major,
        &["breaks compile     property `givenName`: type `Edm.String` → `Edm.Int32`"],
    ),
    case(
        "property_to_collection",
        &[(PERSON, "<Property Name=\"givenName\" Type=\"Collection(Edm.String)\"/>")],
        Major,
        &["`Option<String>` → `Option<Vec<String>>`"],
    ),
    case(
        "property_nullable",
        &[(PERSON, "<Property Name=\"givenName\" Type=\"Edm.String\" Nullable=\"false\"/>")],
        Minor,
        &["changes behaviour  property `givenName`: nullable `true` → `false`"],
    ),
    case(
        "max_length",
        &[("MaxLength=\"40\"", "MaxLength=\"80\"")],
        Minor,
        &["changes behaviour  property `street`: MaxLength `40` → `80`"],
    ),
    case(
        "default_value",
        &[(PERSON, "<Property Name=\"givenName\" Type=\"Edm.String\" DefaultValue=\"x\"/>")],
        Minor,
        &["default value `x` added"],
    ),
    case(
        "description",
        &[(
            PERSON,
            "<Property Name=\"givenName\" Type=\"Edm.String\"><Annotation Term=\"Org.OData.Core.V1.Description\" String=\"A name\"/></Property>",
        )],
        Patch,
        &["only docs          property `givenName`: Core.V1.Description added"],
    ),
    case(
        "computed",
        &[(
            PERSON,
            "<Property Name=\"givenName\" Type=\"Edm.String\"><Annotation Term=\"Org.OData.Core.V1.Computed\" Bool=\"true\"/></Property>",
        )],
        Minor,
        &["Core.V1.Computed `true` added"],
    ),
    case(
        "pulled_up",
        &[
            (PERSON, ""),
            (
                "<Property Name=\"id\" Type=\"Edm.String\" Nullable=\"false\"/>",
                "<Property Name=\"id\" Type=\"Edm.String\" Nullable=\"false\"/><Property Name=\"givenName\" Type=\"Edm.String\"/>",
            ),
        ],
        Minor,
        &["only adds          property `givenName` added"],
    ),
    case(
        "property_to_navigation",
        &[("<Property Name=\"home\" Type=\"ns.address\"/>", "<NavigationProperty Name=\"home\" Type=\"ns.order\"/>")],
        Major,
        &["kind `property` → `navigation property`"],
    ),
    case(
        "alias_to_primitive",
        &[("<Property Name=\"weight\" Type=\"ns.weight\"/>", "<Property Name=\"weight\" Type=\"Edm.Double\"/>")],
        Minor,
        &["changes behaviour  property `weight`: type `ns.weight` → `Edm.Double`"],
    ),
    case(
        "alias_underlying",
        &[("UnderlyingType=\"Edm.Double\"", "UnderlyingType=\"Edm.Decimal\"")],
        Major,
        &["`api::ns::Weight`: `type = f64` → `type = Decimal`"],
    ),
    case(
        "alias_facet",
        &[("UnderlyingType=\"Edm.Double\"", "UnderlyingType=\"Edm.Double\" Precision=\"3\"")],
        Minor,
        &["type definition: Precision `3` added"],
    ),
    case(
        "member_added",
        &[(
            "<Member Name=\"green\" Value=\"1\"/>",
            "<Member Name=\"green\" Value=\"1\"/><Member Name=\"blue\" Value=\"2\"/>",
        )],
        Minor,
        &["only adds          member `blue` added"],
    ),
    case(
        "member_removed",
        &[("<Member Name=\"green\" Value=\"1\"/>", "")],
        Major,
        &["breaks compile     member `green` removed"],
    ),
    case(
        "member_value",
        &[("<Member Name=\"green\" Value=\"1\"/>", "<Member Name=\"green\" Value=\"7\"/>")],
        Minor,
        &["member `green`: value `1` → `7`"],
    ),
    case(
        "member_unknown_value",
        &[(
            "<Member Name=\"green\" Value=\"1\"/>",
            "<Member Name=\"green\" Value=\"1\"/><Member Name=\"unknownValue\" Value=\"2\"/>",
        )],
        // The variant for what is not known keeps its name, the member takes another.
        Minor,
        &["only adds          member `unknownValue` added"],
    ),
    case(
        "flag_added",
        &[(
            "<Member Name=\"write\" Value=\"2\"/>",
            "<Member Name=\"write\" Value=\"2\"/><Member Name=\"own\" Value=\"4\"/>",
        )],
        Minor,
        &["member `own` added"],
    ),
    case("flag_removed", &[("<Member Name=\"write\" Value=\"2\"/>", "")], Major, &["member `write` removed"]),
    case(
        "enum_to_flags",
        &[("<EnumType Name=\"color\">", "<EnumType Name=\"color\" IsFlags=\"true\">")],
        Major,
        &["kind `enumeration` → `flags enumeration`"],
    ),
    case(
        "enum_underlying",
        &[("<EnumType Name=\"color\">", "<EnumType Name=\"color\" UnderlyingType=\"Edm.Int64\">")],
        Minor,
        &["underlying type `Int64` added"],
    ),
    case(
        "type_added",
        &[(
            BEFORE_ACTION,
            "<ComplexType Name=\"extra\"><Property Name=\"a\" Type=\"Edm.String\"/></ComplexType><Action Name=\"promote\" IsBound=\"true\">",
        )],
        Minor,
        &["complex type `ns.extra` added with 1 member"],
    ),
    case(
        "type_removed",
        &[(
            "<ComplexType Name=\"unused\">\n        <Property Name=\"note\" Type=\"Edm.String\"/>\n      </ComplexType>",
            "",
        )],
        Major,
        &["breaks compile     complex type removed with 1 member", "`api::ns::Unused` is gone"],
    ),
    case(
        "type_renamed",
        &[
            ("ComplexType Name=\"address\"", "ComplexType Name=\"postalAddress\""),
            ("Type=\"ns.address\"", "Type=\"ns.postalAddress\""),
        ],
        Major,
        &["complex type `ns.address` → `ns.postalAddress` (the same members)"],
    ),
    case(
        "first_subtype",
        &[(
            BEFORE_ACTION,
            "<ComplexType Name=\"villa\" BaseType=\"ns.address\"/><Action Name=\"promote\" IsBound=\"true\">",
        )],
        Major,
        &["complex type: derived type `ns.villa` added", "`Option<api::ns::Address>` → `Option<api::ns::AnyAddress>`"],
    ),
    case(
        "first_subtype_of_entity",
        &[(
            BEFORE_ACTION,
            "<EntityType Name=\"citizen\" BaseType=\"ns.person\"/><Action Name=\"promote\" IsBound=\"true\">",
        )],
        Major,
        &["entity type: derived type `ns.citizen` added", "ListRequest<api::ns::AnyPerson>"],
    ),
    case(
        "next_subtype",
        &[(
            BEFORE_ACTION,
            "<ComplexType Name=\"oval\" BaseType=\"ns.shape\"/><Action Name=\"promote\" IsBound=\"true\">",
        )],
        Minor,
        &["complex type `ns.oval` added", "complex type: derived type `ns.oval` added"],
    ),
    case(
        "subtype_of_unused",
        &[(
            BEFORE_ACTION,
            "<ComplexType Name=\"used\" BaseType=\"ns.unused\"/><Action Name=\"promote\" IsBound=\"true\">",
        )],
        Minor,
        &["complex type `ns.used` added"],
    ),
    case(
        "subtype_removed",
        &[(
            "<ComplexType Name=\"square\" BaseType=\"ns.shape\">\n        <Property Name=\"side\" Type=\"Edm.Double\"/>\n      </ComplexType>",
            "",
        )],
        Major,
        &["complex type removed with 1 member", "`api::ns::Shape::Square` is gone"],
    ),
    case(
        "base_changed",
        &[("<ComplexType Name=\"square\" BaseType=\"ns.shape\">", "<ComplexType Name=\"square\">")],
        Major,
        &["base type `ns.shape` → `none`"],
    ),
    case(
        "base_inserted",
        &[
            ("BaseType=\"ns.worker\"", "BaseType=\"ns.mid\""),
            ("<EntityType Name=\"boss\"", "<EntityType Name=\"mid\" BaseType=\"ns.worker\"/><EntityType Name=\"boss\""),
        ],
        Minor,
        &["base type `ns.worker` → `ns.mid`"],
    ),
    case(
        "becomes_abstract",
        &[(
            "<EntityType Name=\"worker\" BaseType=\"ns.thing\">",
            "<EntityType Name=\"worker\" BaseType=\"ns.thing\" Abstract=\"true\">",
        )],
        Major,
        &["abstract `false` → `true`"],
    ),
    case(
        "becomes_open",
        &[("<ComplexType Name=\"address\">", "<ComplexType Name=\"address\" OpenType=\"true\">")],
        Patch,
        &["only docs          complex type: open `false` → `true`"],
    ),
    case(
        "holds_itself",
        &[(
            "<Property Name=\"city\" Type=\"Edm.String\"/>",
            "<Property Name=\"city\" Type=\"Edm.String\"/><Property Name=\"next\" Type=\"ns.address\"/>",
        )],
        Major,
        &["`Option<api::ns::Address>` → `Option<Box<api::ns::Address>>`"],
    ),
    case(
        "key_type",
        &[(
            "<Property Name=\"id\" Type=\"Edm.String\" Nullable=\"false\"/>",
            "<Property Name=\"id\" Type=\"Edm.Int32\" Nullable=\"false\"/>",
        )],
        Major,
        &["by_id()`: `fn(&self, impl AsRef<str>)"],
    ),
    case(
        "key_longer",
        &[("<PropertyRef Name=\"number\"/>", "<PropertyRef Name=\"number\"/><PropertyRef Name=\"line\"/>")],
        Major,
        &["key `number` → `number, line`"],
    ),
    case(
        "key_other",
        &[("<PropertyRef Name=\"number\"/>", "<PropertyRef Name=\"line\"/>")],
        Major,
        &["key `number` → `line`"],
    ),
    case(
        "key_alias",
        &[("<PropertyRef Name=\"number\"/>", "<PropertyRef Name=\"number\" Alias=\"n\"/>")],
        Major,
        &["key `number` → `number as n`"],
    ),
    case(
        "navigation_added",
        &[(
            FRIENDS,
            "<NavigationProperty Name=\"friends\" Type=\"Collection(ns.person)\"/><NavigationProperty Name=\"partner\" Type=\"ns.person\"/>",
        )],
        Minor,
        &["only adds          navigation property `partner` added"],
    ),
    case(
        "navigation_removed",
        &[(FRIENDS, "")],
        Major,
        &["navigation property `friends` removed", "`api::ns::PersonRequestBuilder::friends()` is gone"],
    ),
    case(
        "navigation_target",
        &[(FRIENDS, "<NavigationProperty Name=\"friends\" Type=\"Collection(ns.worker)\"/>")],
        Major,
        &["type `Collection(ns.person)` → `Collection(ns.worker)`"],
    ),
    case(
        "navigation_single",
        &[(FRIENDS, "<NavigationProperty Name=\"friends\" Type=\"ns.person\"/>")],
        Major,
        &["type `Collection(ns.person)` → `ns.person`"],
    ),
    case(
        "contains_target",
        &[(FRIENDS, "<NavigationProperty Name=\"friends\" Type=\"Collection(ns.person)\" ContainsTarget=\"true\"/>")],
        Major,
        &["contains its target `false` → `true`"],
    ),
    case(
        "partner",
        &[(FRIENDS, "<NavigationProperty Name=\"friends\" Type=\"Collection(ns.person)\" Partner=\"friends\"/>")],
        Patch,
        &["partner `friends` added"],
    ),
    case(
        "media",
        &[("<EntityType Name=\"picture\" HasStream=\"true\">", "<EntityType Name=\"picture\">")],
        Major,
        &["media entity `true` removed"],
    ),
    case(
        "stream_removed",
        &[("<Property Name=\"thumbnail\" Type=\"Edm.Stream\"/>", "")],
        Major,
        &["property `thumbnail` removed"],
    ),
    case(
        "action_added",
        &[(
            BEFORE_ACTION,
            "<Action Name=\"demote\" IsBound=\"true\"><Parameter Name=\"it\" Type=\"ns.person\"/></Action><Action Name=\"promote\" IsBound=\"true\">",
        )],
        Minor,
        &["only adds          action `ns.demote` added"],
    ),
    case(
        "action_removed",
        &[(
            "<Action Name=\"reset\" IsBound=\"true\">\n        <Parameter Name=\"it\" Type=\"ns.person\"/>\n      </Action>",
            "",
        )],
        Major,
        &["action `ns.reset` removed"],
    ),
    case(
        "parameter_added",
        &[(REASON, "<Parameter Name=\"reason\" Type=\"Edm.String\"/><Parameter Name=\"when\" Type=\"Edm.Date\"/>")],
        Minor,
        &["only adds          action `ns.promote`: parameter `when` `Edm.Date` added"],
    ),
    case(
        "parameter_required",
        &[(
            REASON,
            "<Parameter Name=\"reason\" Type=\"Edm.String\"/><Parameter Name=\"when\" Type=\"Edm.Date\" Nullable=\"false\"/>",
        )],
        Minor,
        &["changes behaviour  action `ns.promote`: parameter `when` `Edm.Date` added"],
    ),
    case(
        "parameter_removed",
        &[(REASON, "")],
        Major,
        &["parameter `reason` `Edm.String` removed", "PersonPromoteParameters.reason` is gone"],
    ),
    case(
        "parameter_type",
        &[(REASON, "<Parameter Name=\"reason\" Type=\"Edm.Int32\"/>")],
        Major,
        &["parameter `reason` `Edm.String` → `Edm.Int32`"],
    ),
    case(
        "first_parameter",
        &[(
            "<Action Name=\"reset\" IsBound=\"true\">\n        <Parameter Name=\"it\" Type=\"ns.person\"/>",
            "<Action Name=\"reset\" IsBound=\"true\">\n        <Parameter Name=\"it\" Type=\"ns.person\"/><Parameter Name=\"hard\" Type=\"Edm.Boolean\"/>",
        )],
        Major,
        &["parameter `hard` `Edm.Boolean` added", "&api::ns::PersonResetParameters"],
    ),
    case(
        "action_result",
        &[(
            "<Parameter Name=\"to\" Type=\"ns.color\"/>",
            "<Parameter Name=\"to\" Type=\"ns.color\"/><ReturnType Type=\"ns.person\"/>",
        )],
        Major,
        &["result `none` → `ns.person`"],
    ),
    case(
        "action_rebound",
        &[(
            "<Action Name=\"reset\" IsBound=\"true\">\n        <Parameter Name=\"it\" Type=\"ns.person\"/>",
            "<Action Name=\"reset\" IsBound=\"true\">\n        <Parameter Name=\"it\" Type=\"ns.worker\"/>",
        )],
        Major,
        &["action `ns.reset` removed", "action `ns.reset` added"],
    ),
    case(
        "function_argument_added",
        &[(
            CITY,
            "<Parameter Name=\"city\" Type=\"Edm.String\" Nullable=\"false\"/><Parameter Name=\"street\" Type=\"Edm.String\" Nullable=\"false\"/>",
        )],
        Major,
        &["parameter `street` `Edm.String` added"],
    ),
    case(
        "function_argument_renamed",
        &[(CITY, "<Parameter Name=\"town\" Type=\"Edm.String\" Nullable=\"false\"/>")],
        Minor,
        &["the names and the order of its arguments"],
    ),
    case(
        "function_argument_optional",
        &[(
            CITY,
            "<Parameter Name=\"city\" Type=\"Edm.String\" Nullable=\"false\"><Annotation Term=\"Org.OData.Core.V1.OptionalParameter\"/></Parameter>",
        )],
        Major,
        &["parameter `city`: optional `true` added"],
    ),
    case(
        "function_overload",
        &[(
            "<Function Name=\"age\" IsBound=\"true\">",
            "<Function Name=\"age\" IsBound=\"true\"><Parameter Name=\"it\" Type=\"ns.person\"/><Parameter Name=\"on\" Type=\"Edm.Date\" Nullable=\"false\"/><ReturnType Type=\"Edm.Int32\"/></Function><Function Name=\"age\" IsBound=\"true\">",
        )],
        Minor,
        &["function `ns.age (on)` added"],
    ),
    case(
        "function_result",
        &[("<ReturnType Type=\"Edm.Int32\"/>", "<ReturnType Type=\"Edm.Int64\"/>")],
        Major,
        &["result `Edm.Int32` → `Edm.Int64`"],
    ),
    case(
        "function_result_nullable",
        &[("<ReturnType Type=\"Edm.Int32\"/>", "<ReturnType Type=\"Edm.Int32\" Nullable=\"false\"/>")],
        Minor,
        &["result: nullable `true` → `false`"],
    ),
    case(
        "set_added",
        &[(
            PEOPLE,
            "<EntitySet Name=\"people\" EntityType=\"ns.person\"/><EntitySet Name=\"customers\" EntityType=\"ns.person\"/>",
        )],
        Minor,
        &["only adds          entity set `/customers` added"],
    ),
    case(
        "set_removed",
        &[("<EntitySet Name=\"workers\" EntityType=\"ns.worker\"/>", "")],
        Major,
        &["entity set `/workers` removed", "`api::Client::workers()` is gone"],
    ),
    case(
        "set_type",
        &[(PEOPLE, "<EntitySet Name=\"people\" EntityType=\"ns.worker\"/>")],
        Major,
        &["entity set `/people`: type `ns.person` → `ns.worker`"],
    ),
    case(
        "set_to_singleton",
        &[(PEOPLE, "<Singleton Name=\"people\" Type=\"ns.person\"/>")],
        Major,
        &["kind `entity set` → `singleton`"],
    ),
    case(
        "singleton_removed",
        &[("<Singleton Name=\"me\" Type=\"ns.person\"/>", "")],
        Major,
        &["singleton `/me` removed"],
    ),
    case(
        "import_removed",
        &[("<ActionImport Name=\"shutDown\" Action=\"ns.shutDown\"/>", "")],
        Major,
        &["operation import `/shutDown` removed"],
    ),
    case(
        "not_insertable",
        &[(
            "<EntitySet Name=\"workers\" EntityType=\"ns.worker\"/>",
            "<EntitySet Name=\"workers\" EntityType=\"ns.worker\"><Annotation Term=\"Org.OData.Capabilities.V1.InsertRestrictions\"><Record><PropertyValue Property=\"Insertable\" Bool=\"false\"/></Record></Annotation></EntitySet>",
        )],
        Major,
        &[
            "breaks compile     entity set `/workers`: Capabilities.V1.InsertRestrictions/Insertable `false` added",
            "WorkerCollectionRequestBuilder::create()` is gone",
        ],
    ),
    case(
        "not_updatable_at_one",
        &[(
            PEOPLE,
            "<EntitySet Name=\"people\" EntityType=\"ns.person\"><Annotation Term=\"Org.OData.Capabilities.V1.UpdateRestrictions\"><Record><PropertyValue Property=\"Updatable\" Bool=\"false\"/></Record></Annotation></EntitySet>",
        )],
        Minor,
        &["Capabilities.V1.UpdateRestrictions/Updatable `false` added"],
    ),
    case(
        "not_filterable",
        &[(
            PEOPLE,
            "<EntitySet Name=\"people\" EntityType=\"ns.person\"><Annotation Term=\"Org.OData.Capabilities.V1.FilterRestrictions\"><Record><PropertyValue Property=\"Filterable\" Bool=\"false\"/></Record></Annotation></EntitySet>",
        )],
        Patch,
        &["only docs          entity set `/people`: Capabilities.V1.FilterRestrictions/Filterable `false` added"],
    ),
    case(
        "name_collision",
        &[(
            BEFORE_ACTION,
            "<ComplexType Name=\"Person\"><Property Name=\"x\" Type=\"Edm.String\"/></ComplexType><Action Name=\"promote\" IsBound=\"true\">",
        )],
        // What is there keeps its name, what is added takes another.
        Minor,
        &["complex type `ns.Person` added with 1 member"],
    ),
];
