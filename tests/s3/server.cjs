// An S3 server that never outlives whoever started it: it prints its port, and ends when its standard input closes.
const S3rver = require("s3rver");

const [directory, bucket, port] = process.argv.slice(2);
const server = new S3rver({
  address: "127.0.0.1",
  port: Number(port),
  silent: true,
  directory,
  configureBuckets: [{ name: bucket }],
});
server.run().then(({ port }) => console.log(port));
process.stdin.resume().on("end", () => process.exit());
