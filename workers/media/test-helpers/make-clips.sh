#!/usr/bin/env bash
# Makes the clips that the tests cut into pieces, with ffmpeg, from speech of e2e/fixtures/audio. They are kept, so that
# the tests need no encoder; run this again only to change them.
set -euo pipefail
cd "$(dirname "$0")/clips"
SPEECH=../../../../e2e/fixtures/audio

ffmpeg -v error -y -i "$SPEECH/en-time.wav" -i "$SPEECH/en-story.wav" -filter_complex '[0][1]concat=n=2:v=0:a=1[a]' -map '[a]' -ar 8000 -ac 1 -c:a pcm_u8 clip.wav
encode() { ffmpeg -v error -y -i clip.wav "$@"; }
picture() { ffmpeg -v error -y -f lavfi -i color=c=black:s=64x48:r=5 -i clip.wav -shortest "$@"; }
encode -ar 16000 -b:a 16k clip.mp3
encode -ar 16000 -b:a 16k -write_xing 0 -id3v2_version 0 no-length.mp3
encode -ar 16000 -c:a aac -b:a 16k clip.m4a
# With noise in it, which AAC writes down as "noise of this loudness": every decoder fills in its own.
ffmpeg -v error -y -i clip.wav -filter_complex 'anoisesrc=d=8:a=0.1:r=44100:seed=1[n];[0]aresample=44100[s];[s][n]amix=2:duration=first[a]' -map '[a]' -ac 1 -c:a aac -b:a 24k -movflags +faststart index-first.m4a
encode -ar 16000 -c:a aac -b:a 16k -movflags frag_keyframe+empty_moov -frag_duration 1000000 fragments.m4a
encode -ar 16000 -c:a aac -b:a 16k clip.aac
encode -c:a libopus -b:a 12k clip.opus
encode -c:a libvorbis -ar 16000 clip.ogg
encode -metadata_header_padding 0 clip.flac
encode -c:a libopus -b:a 12k clip.webm
encode -c:a libopus -b:a 12k -live 1 -cluster_time_limit 1000 live.webm
picture -c:v libx264 -c:a aac -ar 16000 -b:a 16k -movflags +faststart video.mp4
picture -c:v libvpx -b:v 10k -c:a libopus -b:a 12k video.webm
