//! What is written must read back the same.

#![allow(clippy::unwrap_used, clippy::panic)]

use crate::diagnostic::{Diagnostics, Sources};
use crate::pipeline;
use crate::schema::Schema;

use super::{Prose, write, write_with};

/// One of everything that a document can say.
const EVERYTHING: &str = r##"<edmx:Edmx Version="4.01" xmlns:edmx="http://docs.oasis-open.org/odata/ns/edmx">
<edmx:Reference Uri="core.xml"><edmx:Include Namespace="Org.OData.Core.V1" Alias="Core"/></edmx:Reference>
<edmx:Reference Uri="other.xml"><edmx:Include Namespace="other" Alias="o"/></edmx:Reference>
<edmx:DataServices><Schema Namespace="N" Alias="self" xmlns="http://docs.oasis-open.org/odata/ns/edm">
<Term Name="Old" Type="Edm.String" Nullable="false" MaxLength="5" DefaultValue="a&quot;b" AppliesTo="Property EntityType"/>
<Term Name="New" Type="Collection(self.c)" BaseTerm="self.Old"/>
<TypeDefinition Name="money" UnderlyingType="Edm.Decimal" Precision="9" Scale="variable"/>
<EnumType Name="e" IsFlags="true" UnderlyingType="Edm.Int64"><Member Name="a" Value="1"/><Member Name="b" Value="-2"/></EnumType>
<EnumType Name="none"/>
<ComplexType Name="c" Abstract="true" OpenType="true"><Property Name="n" Type="Edm.GeographyPoint" SRID="0"/></ComplexType>
<ComplexType Name="d" BaseType="self.c"><NavigationProperty Name="to" Type="Edm.EntityType"/></ComplexType>
<EntityType Name="t" HasStream="true"><Key><PropertyRef Name="p/n" Alias="k"/><PropertyRef Name="id"/></Key>
  <Property Name="id" Type="Edm.String" Nullable="false" MaxLength="max" Unicode="false" DefaultValue=""/>
  <Property Name="p" Type="self.key" Nullable="false"/><Property Name="many" Type="Collection(self.money)" Nullable="false"/>
  <NavigationProperty Name="up" Type="self.t" Nullable="false" Partner="down"><ReferentialConstraint Property="id" ReferencedProperty="id"/><OnDelete Action="SetNull"/></NavigationProperty>
  <NavigationProperty Name="down" Type="Collection(self.t)" ContainsTarget="true" Partner="up"/></EntityType>
<ComplexType Name="key"><Property Name="n" Type="Edm.Int32" Nullable="false"/></ComplexType>
<EntityType Name="u" BaseType="self.t"/>
<Function Name="f" IsBound="true" IsComposable="true" EntitySetPath="on/down"><Parameter Name="on" Type="self.t"/><Parameter Name="x" Type="Edm.Decimal" Precision="3" Scale="1"/><ReturnType Type="Collection(self.t)" Nullable="false"/></Function>
<Function Name="g"><ReturnType Type="self.t"/></Function>
<Action Name="a"/>
<EntityContainer Name="C"><EntitySet Name="ts" EntityType="self.t" IncludeInServiceDocument="false"><NavigationPropertyBinding Path="up" Target="ts"/></EntitySet>
  <Singleton Name="one" Type="self.u" Nullable="true"/><FunctionImport Name="g" Function="self.g" EntitySet="ts" IncludeInServiceDocument="true"/><ActionImport Name="a" Action="self.a"/></EntityContainer>
<Annotation Term="Core.SchemaVersion" String="1"/>
<Annotations Target="self.u/up"><Annotation Term="Core.Computed"/></Annotations>
<Annotations Target="self.C/ts/up"><Annotation Term="Core.Computed" Bool="false"/></Annotations>
<Annotations Target="o.thing/x"><Annotation Term="self.Old" String="there"/></Annotations>
<Annotations Target="self.f(self.t,Edm.Decimal)/$ReturnType"><Annotation Term="self.Old" String="result"/></Annotations>
<Annotations Target="self.f/x"><Annotation Term="Core.OptionalParameter"><Record><PropertyValue Property="DefaultValue" Null="x" String="1"/></Record></Annotation></Annotations>
<Annotations Target="self.t" Qualifier="q"><Annotation Term="self.New"><Collection>
  <Record Type="self.d"><PropertyValue Property="n"/><PropertyValue Property="x" Int="1"><Annotation Term="self.Old" String="on a value"/></PropertyValue><Annotation Term="self.Old" String="on a record"/></Record>
  <Binary>T0RhdGE</Binary><Bool>true</Bool><Date>2000-01-01</Date><DateTimeOffset>2000-01-01T16:00:00Z</DateTimeOffset><Decimal>3.14</Decimal>
  <Duration>P7D</Duration><EnumMember>self.e/a self.e/b</EnumMember><Float>-INF</Float><Guid>21EC2020-3AEA-1069-A2DD-08002B30309D</Guid><Int>42</Int>
  <String> a&lt;b&gt;&amp;"c"
next&#xD;&#x9;</String><TimeOfDay>21:45:00</TimeOfDay><Null/><Null><Annotation Term="self.Old" String="on null"/></Null>
  <Path>up/self.u/@Core.Computed#q</Path><PropertyPath>id</PropertyPath><NavigationPropertyPath>up</NavigationPropertyPath><AnnotationPath>@self.Old</AnnotationPath><ModelElementPath>/self.C/ts</ModelElementPath>
  <And><Bool>true</Bool><Not><Path>id</Path></Not></And><If><Path>id</Path><Int>1</Int></If><Apply Function="odata.concat"><String>a</String><LabeledElement Name="l" Path="id"/></Apply>
  <Cast Type="Edm.Decimal" Precision="3"><Path>id</Path></Cast><IsOf Type="Collection(self.t)"><Path>up</Path></IsOf><LabeledElementReference>self.l</LabeledElementReference><UrlRef><String>http://x</String></UrlRef>
  <Collection/><Record/></Collection></Annotation><Annotation Term="Core.Link" UrlRef="http://x"/></Annotations>
</Schema></edmx:DataServices></edmx:Edmx>"##;

fn resolve(text: &str) -> Schema {
    let mut sources = Sources::default();
    let mut diagnostics = Diagnostics::default();
    let id = sources.add("test.xml", text);
    let schema = pipeline::resolve(&sources, &[id], &[], &mut diagnostics);
    schema.unwrap_or_else(|| panic!("{}", crate::diagnostic::Report { sources, diagnostics }))
}

#[test]
fn everything_reads_back_the_same() {
    let schema = resolve(EVERYTHING);
    let text = write_with(&schema, Prose::Kept);
    let again = resolve(&text);
    assert!(again.same_facts(&schema), "{text}");
    assert_eq!(write_with(&again, Prose::Kept), text);
}

#[test]
fn descriptions_are_left_out_wherever_they_stand() {
    let prose = r#"<Annotation Term="Core.Description" String="prose"/><Annotation Term="Core.LongDescription"><String>prose</String></Annotation>"#;
    let record = r#"<Annotation Term="Core.Revisions"><Collection><Record><PropertyValue Property="Version" String="fact"/><PropertyValue Property="Description" String="prose"/>
        <PropertyValue Property="Deep"><Record><PropertyValue Property="LongDescription" String="prose"/></Record></PropertyValue></Record></Collection></Annotation>"#;
    let with = |inner: &str| {
        EVERYTHING.replacen(
            r#"<EntityType Name="t" HasStream="true">"#,
            &format!(r#"<EntityType Name="t" HasStream="true">{inner}"#),
            1,
        )
    };
    let text = write(&resolve(&with(&format!("{prose}{record}"))));
    assert!(!text.contains("prose"), "{text}");
    assert!(text.contains("fact"));
    assert!(resolve(&write(&resolve(&with(prose)))).same_facts(&resolve(EVERYTHING)));
}
