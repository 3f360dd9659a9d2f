#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| csdl_fuzz::response(data));
