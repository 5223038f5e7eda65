/** Cities and where their clocks are: `zone: English name[/other name] Chinese names; …`. */
const TABLE = `
Asia/Shanghai: China 中国; Beijing/Peking 北京; Shanghai 上海; Guangzhou/Canton 广州; Shenzhen 深圳; Chengdu 成都; Chongqing 重庆; Hangzhou 杭州; Nanjing 南京; Wuhan 武汉; Xi'an 西安; Tianjin 天津; Suzhou 苏州; Qingdao 青岛; Dalian 大连; Xiamen 厦门; Kunming 昆明; Harbin 哈尔滨; Shenyang 沈阳; Changsha 长沙; Zhengzhou 郑州; Jinan 济南; Fuzhou 福州; Hefei 合肥; Nanning 南宁; Guiyang 贵阳; Lhasa 拉萨; Urumqi 乌鲁木齐; Lanzhou 兰州; Haikou 海口; Sanya 三亚; Luoyang 洛阳; Guilin 桂林; Lijiang 丽江; Dali 大理; Wuxi 无锡; Ningbo 宁波; Wenzhou 温州; Zhuhai 珠海; Taiyuan 太原; Shijiazhuang 石家庄; Changchun 长春; Hohhot 呼和浩特; Yinchuan 银川; Xining 西宁; Xuzhou 徐州; Yantai 烟台; Weihai 威海; Yangzhou 扬州; Shaoxing 绍兴; Nanchang 南昌; Quanzhou 泉州; Dunhuang 敦煌; Foshan 佛山; Dongguan 东莞; Changzhou 常州
Asia/Hong_Kong: Hong Kong 香港
Asia/Macau: Macau/Macao 澳门
Asia/Taipei: Taiwan 台湾; Taipei 台北; Kaohsiung 高雄; Taichung 台中
Asia/Tokyo: Japan 日本; Tokyo 东京; Osaka 大阪; Kyoto 京都; Sapporo 札幌; Nagoya 名古屋; Hiroshima 广岛; Fukuoka 福冈; Yokohama 横滨; Kobe 神户; Nara 奈良
Asia/Seoul: Korea/South Korea 韩国; Seoul 首尔; Busan 釜山; Incheon 仁川
Asia/Pyongyang: North Korea 朝鲜; Pyongyang 平壤
Asia/Ulaanbaatar: Mongolia 蒙古; Ulaanbaatar/Ulan Bator 乌兰巴托
Asia/Bangkok: Thailand 泰国; Bangkok 曼谷; Chiang Mai 清迈; Phuket 普吉
Asia/Singapore: Singapore 新加坡
Asia/Kuala_Lumpur: Malaysia 马来西亚; Kuala Lumpur 吉隆坡; Penang 槟城
Asia/Jakarta: Indonesia 印度尼西亚 印尼; Jakarta 雅加达
Asia/Makassar: Bali 巴厘岛
Asia/Manila: Philippines 菲律宾; Manila 马尼拉; Cebu 宿务
Asia/Ho_Chi_Minh: Vietnam 越南; Hanoi 河内; Ho Chi Minh City/Saigon 胡志明市 西贡
Asia/Phnom_Penh: Cambodia 柬埔寨; Phnom Penh 金边
Asia/Vientiane: Laos 老挝; Vientiane 万象
Asia/Yangon: Myanmar/Burma 缅甸; Yangon/Rangoon 仰光
Asia/Kolkata: India 印度; Delhi/New Delhi 新德里 德里; Mumbai/Bombay 孟买; Chennai 金奈; Kolkata/Calcutta 加尔各答; Bangalore/Bengaluru 班加罗尔; Hyderabad 海得拉巴; Goa 果阿
Asia/Kathmandu: Nepal 尼泊尔; Kathmandu 加德满都
Asia/Dhaka: Bangladesh 孟加拉国; Dhaka 达卡
Asia/Colombo: Sri Lanka 斯里兰卡; Colombo 科伦坡
Asia/Karachi: Pakistan 巴基斯坦; Karachi 卡拉奇; Lahore 拉合尔; Islamabad 伊斯兰堡
Asia/Kabul: Afghanistan 阿富汗; Kabul 喀布尔
Asia/Tashkent: Uzbekistan 乌兹别克斯坦; Tashkent 塔什干
Asia/Almaty: Kazakhstan 哈萨克斯坦; Almaty 阿拉木图
Asia/Dubai: United Arab Emirates/UAE/Emirates 阿联酋; Dubai 迪拜; Abu Dhabi 阿布扎比
Asia/Qatar: Qatar 卡塔尔; Doha 多哈
Asia/Riyadh: Saudi Arabia 沙特阿拉伯 沙特; Riyadh 利雅得; Mecca 麦加
Asia/Tehran: Iran 伊朗; Tehran 德黑兰
Asia/Baghdad: Iraq 伊拉克; Baghdad 巴格达
Asia/Jerusalem: Israel 以色列; Jerusalem 耶路撒冷; Tel Aviv 特拉维夫
Asia/Beirut: Lebanon 黎巴嫩; Beirut 贝鲁特
Asia/Kuwait: Kuwait 科威特
Europe/Istanbul: Turkey 土耳其; Istanbul 伊斯坦布尔; Ankara 安卡拉
Europe/Moscow: Russia 俄罗斯; Moscow 莫斯科; Saint Petersburg/St Petersburg 圣彼得堡
Asia/Vladivostok: Vladivostok 符拉迪沃斯托克 海参崴
Europe/London: United Kingdom/UK/England/Britain 英国; London 伦敦; Edinburgh 爱丁堡; Manchester 曼彻斯特; Oxford 牛津; Cambridge 剑桥; Liverpool 利物浦; Glasgow 格拉斯哥; Bristol 布里斯托; Leeds 利兹; Cardiff 加的夫; Belfast 贝尔法斯特; Birmingham 伯明翰; Scotland 苏格兰; Wales 威尔士
Europe/Dublin: Ireland 爱尔兰; Dublin 都柏林
Europe/Paris: France 法国; Paris 巴黎; Lyon 里昂; Marseille 马赛; Nice 尼斯; Bordeaux 波尔多; Toulouse 图卢兹; Strasbourg 斯特拉斯堡
Europe/Berlin: Germany 德国; Berlin 柏林; Munich 慕尼黑; Hamburg 汉堡; Cologne 科隆; Frankfurt 法兰克福; Dresden 德累斯顿; Stuttgart 斯图加特; Leipzig 莱比锡
Europe/Madrid: Spain 西班牙; Madrid 马德里; Barcelona 巴塞罗那; Seville 塞维利亚; Valencia 巴伦西亚
Europe/Rome: Italy 意大利; Rome 罗马; Milan 米兰; Venice 威尼斯; Naples 那不勒斯; Florence 佛罗伦萨; Turin 都灵
Europe/Lisbon: Portugal 葡萄牙; Lisbon 里斯本; Porto 波尔图
Europe/Amsterdam: Netherlands/Holland 荷兰; Amsterdam 阿姆斯特丹; Rotterdam 鹿特丹; The Hague 海牙
Europe/Brussels: Belgium 比利时; Brussels 布鲁塞尔; Antwerp 安特卫普; Bruges 布鲁日
Europe/Luxembourg: Luxembourg 卢森堡
Europe/Zurich: Switzerland 瑞士; Zurich 苏黎世; Geneva 日内瓦; Basel 巴塞尔; Bern 伯尔尼
Europe/Vienna: Austria 奥地利; Vienna 维也纳; Salzburg 萨尔茨堡
Europe/Prague: Czech Republic/Czechia 捷克; Prague 布拉格
Europe/Warsaw: Poland 波兰; Warsaw 华沙; Krakow 克拉科夫
Europe/Budapest: Hungary 匈牙利; Budapest 布达佩斯
Europe/Athens: Greece 希腊; Athens 雅典
Europe/Stockholm: Sweden 瑞典; Stockholm 斯德哥尔摩
Europe/Oslo: Norway 挪威; Oslo 奥斯陆; Bergen 卑尔根
Europe/Copenhagen: Denmark 丹麦; Copenhagen 哥本哈根
Europe/Helsinki: Finland 芬兰; Helsinki 赫尔辛基
Atlantic/Reykjavik: Iceland 冰岛; Reykjavik 雷克雅未克
Europe/Kyiv: Ukraine 乌克兰; Kyiv/Kiev 基辅
Europe/Bucharest: Romania 罗马尼亚; Bucharest 布加勒斯特
Europe/Sofia: Bulgaria 保加利亚; Sofia 索非亚
Europe/Belgrade: Serbia 塞尔维亚; Belgrade 贝尔格莱德
Europe/Zagreb: Croatia 克罗地亚; Zagreb 萨格勒布
Europe/Ljubljana: Slovenia 斯洛文尼亚; Ljubljana 卢布尔雅那
Europe/Bratislava: Slovakia 斯洛伐克; Bratislava 布拉迪斯拉发
Europe/Tallinn: Estonia 爱沙尼亚; Tallinn 塔林
Europe/Riga: Latvia 拉脱维亚; Riga 里加
Europe/Vilnius: Lithuania 立陶宛; Vilnius 维尔纽斯
Europe/Minsk: Belarus 白俄罗斯; Minsk 明斯克
Africa/Cairo: Egypt 埃及; Cairo 开罗; Alexandria 亚历山大
Africa/Casablanca: Morocco 摩洛哥; Casablanca 卡萨布兰卡; Marrakesh/Marrakech 马拉喀什
Africa/Tunis: Tunisia 突尼斯; Tunis
Africa/Algiers: Algeria 阿尔及利亚; Algiers 阿尔及尔
Africa/Lagos: Nigeria 尼日利亚; Lagos 拉各斯
Africa/Accra: Ghana 加纳; Accra 阿克拉
Africa/Dakar: Senegal 塞内加尔; Dakar 达喀尔
Africa/Nairobi: Kenya 肯尼亚; Nairobi 内罗毕
Africa/Kampala: Uganda 乌干达; Kampala 坎帕拉
Africa/Addis_Ababa: Ethiopia 埃塞俄比亚; Addis Ababa 亚的斯亚贝巴
Africa/Johannesburg: South Africa 南非; Johannesburg 约翰内斯堡; Cape Town 开普敦; Durban 德班
America/New_York: New York/New York City/NYC 纽约; Washington/Washington DC 华盛顿; Boston 波士顿; Miami 迈阿密; Atlanta 亚特兰大; Philadelphia 费城; Detroit 底特律; Cleveland 克利夫兰; Pittsburgh 匹兹堡; Baltimore 巴尔的摩; Orlando 奥兰多
America/Chicago: Chicago 芝加哥; Dallas 达拉斯; Houston 休斯顿; Austin 奥斯汀; Nashville 纳什维尔; New Orleans 新奥尔良; Minneapolis 明尼阿波利斯; Saint Louis/St Louis 圣路易斯
America/Denver: Denver 丹佛; Salt Lake City 盐湖城
America/Phoenix: Phoenix 凤凰城
America/Los_Angeles: Los Angeles/LA 洛杉矶; San Francisco 旧金山; Seattle 西雅图; San Diego 圣地亚哥; Portland 波特兰; Las Vegas 拉斯维加斯; San Jose 圣何塞; California 加州
America/Anchorage: Alaska 阿拉斯加; Anchorage 安克雷奇
Pacific/Honolulu: Hawaii 夏威夷; Honolulu 檀香山 火奴鲁鲁
America/Toronto: Toronto 多伦多; Montreal 蒙特利尔; Ottawa 渥太华; Quebec 魁北克
America/Vancouver: Vancouver 温哥华
America/Edmonton: Calgary 卡尔加里; Edmonton 埃德蒙顿
America/Winnipeg: Winnipeg 温尼伯
America/Halifax: Halifax 哈利法克斯
America/Mexico_City: Mexico 墨西哥; Mexico City 墨西哥城
America/Havana: Cuba 古巴; Havana 哈瓦那
America/Jamaica: Jamaica 牙买加; Kingston 金斯敦
America/Guatemala: Guatemala 危地马拉
America/Panama: Panama 巴拿马; Panama City 巴拿马城
America/Costa_Rica: Costa Rica 哥斯达黎加
America/Bogota: Colombia 哥伦比亚; Bogota 波哥大
America/Lima: Peru 秘鲁; Lima 利马
America/Guayaquil: Ecuador 厄瓜多尔; Quito 基多
America/Caracas: Venezuela 委内瑞拉; Caracas 加拉加斯
America/La_Paz: Bolivia 玻利维亚; La Paz 拉巴斯
America/Santiago: Chile 智利; Santiago 圣地亚哥智利
America/Argentina/Buenos_Aires: Argentina 阿根廷; Buenos Aires 布宜诺斯艾利斯
America/Montevideo: Uruguay 乌拉圭; Montevideo 蒙得维的亚
America/Sao_Paulo: Brazil 巴西; Sao Paulo 圣保罗; Rio de Janeiro/Rio 里约热内卢 里约; Brasilia 巴西利亚
Australia/Sydney: Australia 澳大利亚 澳洲; Sydney 悉尼; Canberra 堪培拉
Australia/Melbourne: Melbourne 墨尔本
Australia/Brisbane: Brisbane 布里斯班
Australia/Adelaide: Adelaide 阿德莱德
Australia/Perth: Perth 珀斯
Australia/Darwin: Darwin 达尔文
Pacific/Auckland: New Zealand 新西兰; Auckland 奥克兰; Wellington 惠灵顿
`;

export type Place = { timeZone: string; names: { en: string; zh: string } };

const PLACES: ReadonlyMap<string, Place> = readTable(TABLE);

function readTable(table: string): Map<string, Place> {
  const places = new Map<string, Place>();
  for (const line of table.trim().split('\n')) {
    const colon = line.indexOf(':');
    const timeZone = line.slice(0, colon);
    for (const entry of line.slice(colon + 1).split(';')) {
      const chinese = entry.match(/\p{Script=Han}+/gu) ?? [];
      const english = entry.replace(/\p{Script=Han}+/gu, '').trim().split('/');
      const [en = ''] = english;
      const place: Place = { timeZone, names: { en, zh: chinese[0] ?? en } };
      for (const name of [...english, ...chinese]) places.set(keyOf(name), place);
    }
  }
  return places;
}

/** Names are compared without case, accents, spaces and apostrophes: a recognizer writes "xi an" and "sao paulo". */
function keyOf(name: string): string {
  return name.normalize('NFKD').toLowerCase().replace(/[^\p{L}\p{N}]/gu, '').replace(/^the/, '').replace(/市$/, '');
}

/** The place of that name in our table, or among the cities that name the zones of the time zone database. */
export function findPlace(name: string): Place | null {
  const key = keyOf(name);
  const known = PLACES.get(key);
  if (known !== undefined) return known;
  for (const timeZone of Intl.supportedValuesOf('timeZone')) {
    const city = timeZone.split('/').at(-1) ?? '';
    if (key !== '' && keyOf(city) === key) {
      const shown = city.replaceAll('_', ' ');
      return { timeZone, names: { en: shown, zh: shown } };
    }
  }
  return null;
}

/** The city that stands for a time zone, which is the nearest thing to a location that a page knows unasked. */
export function cityOfZone(timeZone: string): string | null {
  const parts = timeZone.split('/');
  return parts.length < 2 || parts[0] === 'Etc' ? null : (parts.at(-1) ?? '').replaceAll('_', ' ');
}
