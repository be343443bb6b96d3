// An S3 server that never outlives whoever started it: it prints its port, and ends when its standard input closes.
const { createHash, randomUUID } = require("node:crypto");
const { dirname } = require("node:path");
const { buffer } = require("node:stream/consumers");
const { sign } = require("aws4");
const fs = require("fs-extra");
const S3rver = require("s3rver");

const [directory, bucket, port, keyId, secret] = process.argv.slice(2);
const SIGNED = /^AWS4-HMAC-SHA256 Credential=([^/]+)\/\d{8}\/([^/]+)\/s3\/aws4_request, ?SignedHeaders=([^,]+), ?Signature=(\w+)$/;
const MUST_BE_SIGNED = ["host", "x-amz-date", "x-amz-content-sha256"];

// s3rver knows a caller by the name of its key alone; another signer than the client's signs once more and compares.
function isSigned({ method, url, headers }) {
  const [, caller, region, names, signature] = SIGNED.exec(headers.authorization) ?? [];
  const signed = names?.split(";") ?? [];
  if (caller !== keyId || !MUST_BE_SIGNED.every((name) => signed.includes(name))) return false;
  const request = {
    method,
    path: url,
    host: headers.host,
    headers: Object.fromEntries(signed.map((name) => [name, headers[name]])),
    service: "s3",
    region,
    extraHeadersToInclude: Object.fromEntries(signed.map((name) => [name, true])),  // it leaves out range by itself
  };
  const { Authorization } = sign(request, { accessKeyId: keyId, secretAccessKey: secret }).headers;
  return Authorization.endsWith(`Signature=${signature}`);
}

const server = new S3rver({
  address: "127.0.0.1",
  port: Number(port),
  silent: true,
  directory,
  configureBuckets: [{ name: bucket }],
});
server.middleware.unshift((context, next) => {
  if (isSigned(context.req)) return next();
  context.status = 403;
  context.type = "application/xml";
  context.body = "<Error><Code>SignatureDoesNotMatch</Code><Message>Check your key and signing method.</Message></Error>";
});
// s3rver writes an object where it is read: whoever dies on the way leaves it torn, and each listing with it is answered
// with 500. In a bucket an object appears whole or not at all; and so here: its record first, then what shows it.
const written = fs.writeFile;
fs.writeFile = async (path, content) => {
  const incoming = `${path}.${randomUUID()}`;
  await written(incoming, content);
  await fs.rename(incoming, path);
};
server.store.putObject = async function ({ bucket, key, metadata, content }) {
  const whole = Buffer.isBuffer(content) ? content : await buffer(content);
  const path = this.getResourcePath(bucket, key, "object");
  const md5 = createHash("md5").update(whole).digest("hex");
  await fs.mkdirp(dirname(path));
  await this.putMetadata(bucket, key, metadata, md5);
  await fs.writeFile(path, whole);
  return { size: whole.length, md5 };
};
server.run().then(({ port }) => console.log(port));
process.stdin.resume().on("end", () => process.exit());
