fn main() -> Result<(), csdl_codegen::BuildError> {
    let service = csdl_codegen::Builder::new("metadata/service.xml");
    let service = service.client("ShopClient").host("https://shop.example");
    service.generate()
}
