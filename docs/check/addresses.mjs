// The addresses of servers on the pages of the guide; the address of the test server replaces them.

export const ADDRESSES = ["https://api.example.com", "https://auth.example.com", "http://127.0.0.1:8080"];
