// Everything a fresh clone needs to be talked to: install, build, serve, print the address.
import process from 'node:process';
import { fail, installPackages, run } from './lib.mjs';

const [major, minor] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 19)) fail(`Sotto is built with Node 20.19 or newer; this is ${process.versions.node}.`);

installPackages();
run('npx', ['vite', 'build', '--logLevel', 'warn']);
const { preview } = await import('vite');
const server = await preview({ preview: { port: Number(process.env.PORT ?? 4173), strictPort: false } });
const [address] = server.resolvedUrls?.local ?? [];
console.log(`\nSotto is ready at ${address}\nPress Ctrl+C to stop.`);
