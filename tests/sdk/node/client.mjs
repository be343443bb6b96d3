// What a user's program does with the AI SDK and its Alibaba provider.
//
//     node client.mjs < wish.json
//
// The wish names the server, its key, a folder of pictures and the cases: functions of this file. They run at the same
// time, and what each returns is printed in one JSON object.

import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { createAlibaba } from "@ai-sdk/alibaba";
import { experimental_generateVideo as generateVideo } from "ai";

globalThis.AI_SDK_LOG_WARNINGS = false;

const wish = JSON.parse(await text(process.stdin));
const picture = (name) => readFile(join(wish.pictures, name));
const dataUrl = async (name) => `data:image/png;base64,${(await picture(name)).toString("base64")}`;
const SMALL = { resolution: "832x480", duration: 2 };

/** Make a video and tell what came of it: the usage, the first bytes and where they came from, or what the user reads. */
async function made(model, asked, { server = wish.server, apiKey = wish.key } = {}) {
  const alibaba = createAlibaba({ apiKey, videoBaseURL: server });
  const fetched = [];
  // The SDK's own download refuses addresses of this machine.
  const download = async ({ url }) => {
    fetched.push(url.href);
    const here = new URL(url.pathname + url.search, wish.server);
    const answer = await fetch(here);
    return { data: new Uint8Array(await answer.arrayBuffer()), mediaType: answer.headers.get("content-type") };
  };
  const { providerOptions = {}, ...rest } = asked;
  try {
    const result = await generateVideo({
      model: alibaba.video(model),
      download,
      poll: { intervalMs: 200 },
      providerOptions: { alibaba: { pollIntervalMs: 200, ...providerOptions } },
      ...rest,
    });
    const { mediaType, uint8Array } = result.video;
    const { usage, videoUrl } = result.providerMetadata.alibaba;
    return { mediaType, bytes: uint8Array.length, usage, videoUrl, fetched, warnings: result.warnings.length };
  } catch (error) {
    return { error: error.message, status: error.statusCode ?? null };
  }
}

async function twoFrames(source) {
  return [
    { frameType: "first_frame", image: await source("first.png") },
    { frameType: "last_frame", image: await source("last.png") },
  ];
}

const cases = {
  async frames_as_bytes() {
    return made("wan3.0-video", { prompt: "x", frameImages: await twoFrames(picture), ...SMALL });
  },

  async frames_as_urls() {
    const frameImages = await twoFrames((name) => `${wish.site}/${name}`);
    return made("wan3.0-video", { prompt: "x", frameImages, ...SMALL });
  },

  async media_option() {
    const media = [
      { type: "first_frame", url: await dataUrl("first.png") },
      { type: "last_frame", url: await dataUrl("last.png") },
    ];
    const asked = { prompt: "x", providerOptions: { media }, resolution: "1280x720", duration: 2 };
    return made("wan2.7-r2v", asked);
  },

  async bare_picture() {
    const image = await picture("first.png");
    return made("wan2.7-i2v", { prompt: { image, text: "x" }, resolution: "1280x720", duration: 2 });
  },

  async bad_key() {
    return made("wan3.0-video", { prompt: "x" }, { apiKey: "sk-nobody" });
  },

  async bad_duration() {
    return made("wan3.0-video", { prompt: "x", frameImages: await twoFrames(picture), duration: 99 });
  },

  async failed() {
    const prompt = "[inbetween: fail=DataInspectionFailed]";
    return made("wan3.0-video", { prompt, frameImages: await twoFrames(picture), ...SMALL });
  },

  async keyframes_without_pictures() {
    return made("wan2.2-kf2v-flash", { prompt: "x", frameImages: await twoFrames(picture), resolution: "1280x720" });
  },

  async submit_whose_answer_is_lost() {
    const asked = { prompt: "x", frameImages: await twoFrames(picture), ...SMALL };
    return made("wan3.0-video", asked, { server: wish.proxy });
  },

  async public_host() {
    return made("wan3.0-video", { prompt: "x", frameImages: await twoFrames(picture), ...SMALL });
  },
};

const told = await Promise.all(
  wish.cases.map(async (name) => {
    try {
      return [name, { told: await cases[name]() }];
    } catch (error) {
      return [name, { raised: error.stack }];
    }
  }),
);
console.log(JSON.stringify(Object.fromEntries(told)));
