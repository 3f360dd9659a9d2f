//! A consumer that generates its client in its build script.

include!(concat!(env!("OUT_DIR"), "/odata.rs"));

use service::{ShopClient, shop::Product};

fn main() -> Result<(), odata_runtime::Error> {
    let shop = ShopClient::new("token")?;
    let request = shop.products().list().filter(Product::NAME.eq("Tea")).top(3).request()?;
    println!("{} {}", request.method(), request.uri());
    Ok(())
}
