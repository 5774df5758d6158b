/** Stand-ins of the vendors, for the tests of this room and of the server. Never part of the product. */

export { signWebhook } from "../signature/standard-webhooks.ts";
export { makeXlsx, textRows } from "./make-xlsx.ts";
export { type Mail, type MailServer, startMailServer } from "./smtp.ts";
export { ACCOUNTS, type Fault, type Received, startVendorServer, type VendorServer } from "./vendor-server.ts";
