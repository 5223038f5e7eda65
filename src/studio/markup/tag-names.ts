import type { Dialect, Emotion, EmotionMix, Gesture, Style } from '../../protocol/speech';

/** Names a table knows, canonical English first; keys are what the names stand for. */
type Names<Key extends string> = Readonly<Record<Key, readonly string[]>>;

/** Step-Audio's names for feelings (高兴 生气 悲伤 撒娇) with Step-Audio-EditX's and their Chinese. */
export const EMOTION_NAMES: Names<Emotion> = {
  happy: ['happy', 'happily', 'joyful', '高兴', '开心', '快乐', '喜悦'],
  angry: ['angry', 'angrily', '生气', '愤怒'],
  sad: ['sad', 'sadly', '悲伤', '难过', '伤心'],
  afraid: ['afraid', 'fear', 'fearful', 'scared', '害怕', '恐惧'],
  surprised: ['surprised', 'surprise', '惊讶', '吃惊', '惊喜'],
  disgusted: ['disgusted', 'disgust', '厌恶', '嫌弃'],
  calm: ['calm', 'calmly', '平静', '冷静'],
  affectionate: ['affectionate', 'act_coy', 'act coy', 'coy', '撒娇', '温柔', '深情'],
};

/** EditX's other feelings, as mixes of those the voice has. */
export const EMOTION_BLENDS: Readonly<Record<string, Partial<EmotionMix>>> = {
  excited: { happy: 1, surprised: 0.5 }, 兴奋: { happy: 1, surprised: 0.5 }, 激动: { happy: 1, surprised: 0.5 },
  depressed: { sad: 1, calm: 0.3 }, 沮丧: { sad: 1, calm: 0.3 },
  humour: { happy: 0.7, surprised: 0.2 }, humor: { happy: 0.7, surprised: 0.2 }, 幽默: { happy: 0.7, surprised: 0.2 },
  empathy: { affectionate: 0.7, sad: 0.3 }, 同情: { affectionate: 0.7, sad: 0.3 },
  embarrass: { afraid: 0.4, affectionate: 0.4 }, embarrassed: { afraid: 0.4, affectionate: 0.4 }, 尴尬: { afraid: 0.4, affectionate: 0.4 },
  confusion: { surprised: 0.6, afraid: 0.2 }, confused: { surprised: 0.6, afraid: 0.2 }, 困惑: { surprised: 0.6, afraid: 0.2 },
  coldness: { calm: 0.8, disgusted: 0.3 }, 冷漠: { calm: 0.8, disgusted: 0.3 },
  admiration: { happy: 0.5, affectionate: 0.6 }, 敬佩: { happy: 0.5, affectionate: 0.6 },
};

export const STYLE_NAMES: Names<Style> = {
  plain: ['plain', '普通'],
  narrate: ['narrate', 'narration', 'story', '叙述', '旁白', '讲故事'],
  whisper: ['whisper', 'whispers', 'whispering', 'murmur', '耳语', '悄悄话', '低语'],
  shout: ['shout', 'shouts', 'shouting', 'roar', '大喊', '喊叫', '喊'],
  news: ['news', 'newsreader', '新闻', '播报'],
  bedtime: ['bedtime', '睡前故事', '睡前'],
  rap: ['rap', '说唱'],
  hum: ['hum', 'humming', '哼唱'],
  sing: ['sing', 'singing', '唱歌'],
};

export const DIALECT_NAMES: Names<Dialect> = {
  american: ['american', 'english', '英文', '英语', '美式英语'],
  british: ['british', '英式英语'],
  mandarin: ['mandarin', 'chinese', '中文', '普通话', '国语'],
  sichuanese: ['sichuanese', 'sichuan', '四川话', '川话'],
  cantonese: ['cantonese', '粤语', '广东话', '廣東話', '粵語'],
  japanese: ['japanese', '日语', '日文', '日本語'],
};

/** What Step-Audio can say and no voice here can. */
export const UNAVAILABLE_LANGUAGES: readonly string[] = ['korean', '韩语', '韩文'];

export const GESTURE_NAMES: Names<Gesture> = {
  laugh: ['laugh', 'laughs', 'laughing', 'laughter', '笑声', '笑', '大笑', '哈哈'],
  sigh: ['sigh', 'sighs', 'sighing', '叹气', '叹息'],
  breath: ['breath', 'breathe', 'breathing', '呼吸', '吸气', '换气'],
};

export const PAUSE_NAMES: readonly string[] = ['pause', 'break', 'silence', '停顿', '静音', '沉默'];

/** Turns a table round: each name, lower case, to what it stands for. */
export function invertNames<Key extends string>(keys: readonly Key[], names: Names<Key>): ReadonlyMap<string, Key> {
  return new Map(keys.flatMap((key) => names[key].map((name) => [name, key] as const)));
}
