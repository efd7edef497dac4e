// Every hundredth word of the vocabularies with which the Snowball project tests its stemmers (snowball-data: russian and
// porter), word:stem. Copyright (c) 2001, Dr Martin Porter; copyright (c) 2004,2005, Richard Boulton. All rights
// reserved. Redistribution and use in source and binary forms, with or without modification, are permitted provided that
// the following conditions are met: 1. Redistributions of source code must retain the above copyright notice, this list
// of conditions and the following disclaimer. 2. Redistributions in binary form must reproduce the above copyright
// notice, this list of conditions and the following disclaimer in the documentation and/or other materials provided with
// the distribution. 3. Neither the name of the Snowball project nor the names of its contributors may be used to endorse
// or promote products derived from this software without specific prior written permission. THIS SOFTWARE IS PROVIDED BY
// THE COPYRIGHT HOLDERS AND CONTRIBUTORS "AS IS" AND ANY EXPRESS OR IMPLIED WARRANTIES, INCLUDING, BUT NOT LIMITED TO, THE
// IMPLIED WARRANTIES OF MERCHANTABILITY AND FITNESS FOR A PARTICULAR PURPOSE ARE DISCLAIMED. IN NO EVENT SHALL THE
// COPYRIGHT OWNER OR CONTRIBUTORS BE LIABLE FOR ANY DIRECT, INDIRECT, INCIDENTAL, SPECIAL, EXEMPLARY, OR CONSEQUENTIAL
// DAMAGES (INCLUDING, BUT NOT LIMITED TO, PROCUREMENT OF SUBSTITUTE GOODS OR SERVICES; LOSS OF USE, DATA, OR PROFITS; OR
// BUSINESS INTERRUPTION) HOWEVER CAUSED AND ON ANY THEORY OF LIABILITY, WHETHER IN CONTRACT, STRICT LIABILITY, OR TORT
// (INCLUDING NEGLIGENCE OR OTHERWISE) ARISING IN ANY WAY OUT OF THE USE OF THIS SOFTWARE, EVEN IF ADVISED OF THE
// POSSIBILITY OF SUCH DAMAGE.

/// Words and their stems, which other people's programs gave.
enum SearchVocabulary {
  static let russian = pairs(
    """
    абиссинию:абиссин аксинье:аксин амалия:амал антипка:антипк ароматные:ароматн аэроплана:аэропла банку:банк
    бахроме:бахром беды:бед безмерными:безмерн безумным:безумн бережешь:бережеш беспокойная:беспокойн
    бессмысленными:бессмыслен биением:биен благодетелем:благодетел блаженным:блажен близорука:близорук
    богородицу:богородиц болел:болел бормотала:бормота бранят:бран бросается:броса будешь:будеш бумаге:бумаг
    бывшей:бывш валандался:валанда ватным:ватн вдругорядь:вдругоряд великих:велик вере:вер верую:вер ветер:ветер
    взаимною:взаимн вздохну:вздохн взыскательна:взыскательн видят:вид виснет:виснет властному:властн внеся:вне
    водилось:вод возвращаются:возвраща возник:возник волге:волг вонзай:вонза вором:вор воскреснув:воскреснув
    восторженными:восторжен вполуоборот:вполуоборот вросла:вросл вскочит:вскоч вспыхнули:вспыхнул встречен:встреч
    вулкана:вулка выведет:выведет выдал:выда выздоровел:выздоровел вымпелами:вымпел выплыли:выпл вырастало:выраста
    выслушав:выслуша высшего:высш выходящие:выходя гадкой:гадк гедрюкт:гедрюкт глава:глав глубокую:глубок
    гневность:гневност голгофу:голгоф гонимый:гоним горничная:горничн горячку:горячк готовность:готовн грезит:грез
    грозясь:гроз грустит:груст гувернанткой:гувернантк давящим:давя дачами:дач двойные:двойн девкам:девк
    делаешь:дела дер:дер десятилетнею:десятилетн диковина:диковин добился:доб доверилась:довер дожа:дож
    доктора:доктор домой:дом дорогам:дорог досталось:доста дочел:дочел дремлющую:дремлющ дружную:дружн дураков:дурак
    дыма:дым еде:ед епиходова:епиходов жалком:жалк желание:желан жениху:жених живописец:живописец жиром:жир
    забит:заб забывали:забыва завещала:завеща загадочно:загадочн заградить:заград задремлешь:задремлеш заживо:зажив
    закатал:заката законфузился:законфуз залает:зала заменя:замен замке:замк занималась:занима запертая:заперт
    запоешь:запоеш запястья:запяст засверкали:засверка заставы:застав затворилась:затвор затылок:затылок
    зачешется:зачешет зверства:зверств зевать:зева златит:злат знака:знак зной:зно зубки:зубк идеале:идеал
    избранных:избра изволите:извол излученье:излучен изобразилось:изобраз ильин:ильин иностранка:иностранк
    иронический:ироническ испарениями:испарен испуганная:испуга истоме:истом ищут:ищут казни:казн камыша:камыш
    карандаш:карандаш каскетку:каскетк квартал:кварта кирпичный:кирпичн кликнул:кликнул книжонки:книжонк
    кокетничаете:кокетнича колонны:колон комод:комод концерт:концерт корзины:корзин кос:кос кофточки:кофточк
    красненький:красненьк крепостью:крепост кровавой:кровав круженья:кружен куда:куд куреньями:курен кучи:куч
    лакея:лаке левом:лев лекарствами:лекарств летало:лета лилий:лил лицах:лиц ложи:лож лотереи:лотер лучшего:лучш
    любови:любов магометами:магомет малую:мал мария:мар материею:матер медведе:медвед мелькала:мелька мертвому:мертв
    мечтала:мечта миколкой:миколк минута:минут младость:младост могущие:могущ молоденькой:молоденьк
    мономания:мономан мотор:мотор мужичок:мужичок мучаясь:муч мышкой:мышк наболит:набол наглости:наглост
    надеру:надер наживешь:наживеш найдем:найд накричит:накрич намерениями:намерен напишет:напишет напрасно:напрасн
    нарушали:наруша насмешек:насмешек настроим:настро нахальный:нахальн начинается:начина небо:неб невесту:невест
    невысказанном:невысказа недоглядишь:недогляд нежные:нежн неизвестном:неизвестн нелепее:нелеп немытую:немыт
    необыкновенном:необыкновен неохота:неохот непрекращающегося:непрекраща неразвернувшийся:неразвернувш несли:несл
    несчастненькой:несчастненьк неуклюжим:неуклюж неясное:неясн никому:ник новенькое:новеньк носиль:носил
    нравственных:нравствен обвились:обв оберегать:оберега обижать:обижа обличителем:обличител обнажаться:обнажа
    обоим:обо образовании:образован обрубок:обрубок обхватив:обхват объяснит:объясн овином:овин огоньки:огоньк
    оденусь:оден одолело:одолел озимь:озим оконной:окон олимпийские:олимпийск оперу:опер определенное:определен
    опытность:опытн осветленный:осветлен ослеп:ослеп особенным:особен остановилась:останов осуждала:осужда
    ответы:ответ отвязался:отвяза отдохни:отдохн откликалось:отклика отличались:отлича отнюдь:отнюд
    отправимся:отправ отрезвляющее:отрезвля отступил:отступ отчаянием:отчаян охает:оха очинна:очин павлыч:павлыч
    панихиду:панихид пароходе:пароход певучих:певуч первою:перв переворот:переворот переехать:перееха
    переменять:переменя пересиливает:пересилива перечитав:перечита пестрой:пестр печатных:печатн пистолет:пистолет
    план:план пленять:пленя плюнуть:плюнут побой:поб повернула:повернул повороте:поворот поглядела:поглядел
    подавай:подава подвергаются:подверга поддразнивающие:поддразнива подмести:подмест подождешь:подождеш
    подпоручик:подпоручик подсудимой:подсудим подъеме:подъем пожелтевшую:пожелтевш поздравляли:поздравля
    показав:показа поклонясь:поклон покражи:покраж полезай:полеза полковничья:полковнич полоненная:полонен
    получении:получен помашет:помашет помину:помин помяните:помян понятий:понят поправка:поправк порешили:пореш
    поручу:поруч посещайте:посеща послушанию:послушан поставила:постав построже:построж потемнело:потемнел
    потрогивая:потрогив походами:поход почесывает:почесыва пошевелились:пошевел правами:прав практическую:практическ
    предвидите:предвид предположи:предполож предупредив:предупред прекраснее:прекрасн преследовал:преследова
    прибавляют:прибавля привлек:привлек приглядывая:приглядыв придирки:придирк признавалось:признава
    прикинулся:прикинул прильнув:прильнув принесенное:принесен приобреталось:приобрета приревнует:приревн
    пристальность:пристальн приуныл:приун пришлю:пришл пробудь:пробуд провспоминаешь:провспомина продлить:продл
    прозвучали:прозвуча пройдохой:пройдох промаху:промах пропадало:пропада просвещению:просвещен простенке:простенк
    простыню:простын протокол:протокол процедур:процедур прощании:прощан прянул:прянул пуд:пуд пустырей:пустыр
    пыли:пыл пятачку:пятачк равенства:равенств разбито:разбит развитие:развит разговорят:разговор
    раздраженно:раздражен разложенье:разложен разноцветным:разноцветн разронял:разроня разыгрался:разыгра
    раскольниковой:раскольников распорядятся:распоряд расскажу:расскаж расстояние:расстоян расти:раст рацею:рац
    редкое:редк репу:реп решительный:решительн рода:род рожденные:рожден роскошнее:роскошн ругательств:ругательств
    ручка:ручк саване:саван самой:сам сбалмошные:сбалмошн сватовства:сватовств светилось:свет свиньи:свин
    связей:связ сдвинув:сдвинув седою:сед семика:семик сердце:сердц сжалилось:сжал сильную:сильн ситцевых:ситцев
    скамейки:скамейк склонился:склон скором:скор скрыт:скрыт славит:слав слезах:слез сложиться:слож случившемся:случ
    смеешь:смееш смешливого:смешлив смотрит:смотр смятые:смят снурке:снурк собранье:собран совещаться:совеща
    сожаления:сожален сойдясь:сойд сомнение:сомнен сопеть:сопет сосновки:сосновк соусниками:соусник спадать:спада
    спиридоныч:спиридоныч способностям:способн спугнуть:спугнут сроке:срок станется:станет старухиною:старухин
    стенанье:стенан стоила:сто сторону:сторон страстная:страстн строгостию:строгост стукнут:стукнут сугробе:сугроб
    сумасшедшего:сумасшедш суточными:суточн сходим:сход сшиб:сшиб сыщики:сыщик такого:так татарской:татарск
    телеге:телег теперешней:теперешн теснит:тесн тиши:тиш толст:толст тону:тон торопливость:тороплив
    трагической:трагическ треволнения:треволнен трещит:трещ трубе:труб туз:туз тщеславные:тщеславн тянуть:тянут
    убитой:убит уверенности:уверен увядая:увяд угощать:угоща удерживает:удержива удостоверившись:удостовер
    ужели:ужел указывает:указыва улике:улик уменьшить:уменьш умоляющим:умоля уноситься:унос употебите:употеб
    урожденная:урожден условиться:услов успокоился:успоко устремленной:устремлен утирал:утира ухаживали:ухажива
    учила:уч фальшивой:фальшив фестонами:фестон фомич:фомич французскому:французск хвастун:хвастун хлебцем:хлебц
    хозяин:хозяин хорошего:хорош христу:христ цветешь:цветеш цепенея:цепене чайным:чайн человекам:человек
    черном:черн четко:четк чистую:чист чувствительный:чувствительн чулкам:чулк шарить:шар шепнешь:шепнеш шиш:шиш
    штатских:штатск шушуканье:шушукан эгофутуризм:эгофутуризм эскамильо:эскамил юношеский:юношеск яду:яд ясное:ясн
    плёс:плес
    """)
  static let english = pairs(
    """
    aaron:aaron abortive:abort acceptance:accept acerbity:acerb acutely:acut admirers:admir adversely:advers
    affirmatives:affirm agnize:agniz alarmingly:alarmingli alleging:alleg alternative:altern amicably:amic
    andpholus:andpholu annoyances:annoy antrum:antrum appeared:appear appropriating:appropri ard:ard armoury:armouri
    arviragus:arviragu assemble:assembl asylum:asylum attracted:attract authenticated:authent awaken:awaken
    bacon:bacon ballet:ballet baptized:baptiz barrister:barrist battues:battu beautifullest:beautifullest
    befriending:befriend belgrave:belgrav benevolences:benevol besom:besom bewilder:bewild bird:bird blame:blame
    blinds:blind blunderbore:blunderbor bohemia:bohemia bookstall:bookstal bottles:bottl brackish:brackish
    break:break bridling:bridl broiled:broil bubbles:bubbl bulwark:bulwark bus:bu cabalistic:cabalist
    calculus:calculu canary:canari capers:caper cardui:cardui cartloads:cartload catchings:catch ceedingly:ceedingli
    cestern:cestern chantant:chantant chartered:charter cheltenham:cheltenham childness:child chooses:choos
    cicero:cicero civilities:civil cleared:clear clodpole:clodpol coachmakers:coachmak coffeehouse:coffeehous
    colloquial:colloqui comforter:comfort commune:commun complex:complex conceitless:conceitless conducting:conduct
    confusing:confus conscienc:conscienc constantinople:constantinopl contentment:content convened:conven
    coorch:coorch corollary:corollari coted:cote courageously:courag coz:coz cream:cream crippled:crippl
    crucifying:crucifi cuffs:cuff currents:current cymbal:cymbal dams:dam data:data debasement:debas
    declension:declens defense:defens deliberated:deliber demonstrative:demonstr depositaries:depositari
    descry:descri destro:destro devoid:devoid diddlesex:diddlesex diminishing:diminish disappearance:disappear
    disconsolately:disconsol disgraces:disgrac disorders:disord disreputable:disreput distracts:distract
    divulg:divulg dominant:domin dotted:dot dragoon:dragoon drift:drift drummer:drummer dunghill:dunghil earned:earn
    ecuyer:ecuy egoist:egoist elephantine:elephantin embattailed:embattail empleached:empleach encrimsoned:encrimson
    engagmg:engagmg enpierced:enpierc entombment:entomb epochs:epoch erlebt:erlebt eschew:eschew eton:eton
    exaction:exact excoriate:excori exorcist:exorcist exponent:expon extracted:extract faculty:faculti
    falstaff:falstaff fascinating:fascin fawneth:fawneth feller:feller fetid:fetid fighteth:fighteth fir:fir
    flabby:flabbi fleeces:fleec florid:florid foes:foe footstool:footstool forester:forest forthlight:forthlight
    fractions:fraction freezes:freez fro:fro fulness:ful gables:gabl gamers:gamer gast:gast generally:gener
    germs:germ giraffes:giraff glimpses:glimps goatskin:goatskin goodyear:goodyear graduated:graduat
    gratuities:gratuiti gretney:gretnei gropes:grope guatemala:guatemala gurgling:gurgl halfcan:halfcan
    hangeth:hangeth harmonised:harmonis haughtinesses:haughti hearne:hearn heggs:hegg herding:herd
    hideousness:hideous hirrold:hirrold holier:holier hoods:hood hortensius:hortensiu hoy:hoi hump:hump hyde:hyde
    idlers:idler imbibing:imbib impels:impel impracticable:impractic inaudibly:inaudibli inconsistently:inconsist
    indicative:indic ineffectiveness:ineffect inflection:inflect inimical:inim insatiate:insati institution:institut
    interchange:interchang intil:intil inventories:inventori irreconcil:irreconcil itshall:itshal jay:jai jobbed:job
    joyless:joyless justifications:justif kettle:kettl kitely:kite konigswinter:konigswint lake:lake lapp:lapp
    laugher:laugher leagued:leagu legatine:legatin lessens:lessen licking:lick limber:limber litany:litani
    locker:locker loo:loo louvain:louvain lull:lull lying:ly magellan:magellan majority:major managers:manag
    manufactory:manufactori marr:marr masterless:masterless mayor:mayor medium:medium menchicoff:menchicoff
    messina:messina mignonette:mignonett mineralogical:mineralog misbhav:misbhav missile:missil mockery:mockeri
    money:monei moor:moor mother:mother mower:mower murd:murd mutine:mutin narrated:narrat nearl:nearl neight:neight
    nicanor:nicanor nnights:nnight norfolk:norfolk novices:novic obeisances:obeis obvious:obviou officer:offic
    onto:onto opuntias:opuntia orphan:orphan outbidden:outbidden outstrike:outstrik overpeering:overp oxidate:oxid
    palates:palat panoply:panopli pardiggles:pardiggl particular:particular patch:patch paviour:paviour
    pedigree:pedigre penned:pen perform:perform perseverance:persever pestilent:pestil philario:philario
    pickers:picker pillory:pillori pitcher:pitcher plans:plan plebeii:plebeii poacher:poacher pollewt:pollewt
    popish:popish possesses:possess pounces:pounc prawns:prawn prefers:prefer presents:present prickles:prickl
    pro:pro profile:profil prononcez:prononcez proselytizer:proselyt provoketh:provoketh pulcheria:pulcheria
    purifier:purifi pyrophorus:pyrophoru queasy:queasi quittance:quittanc railed:rail rankles:rankl ravel:ravel
    reappear:reappear recipe:recip recounts:recount reeks:reek regentship:regentship relating:relat reminds:remind
    repealed:repeal reproofs:reproof residences:resid restraining:restrain reveal:reveal revolving:revolv
    ridiculed:ridicul risking:risk rogers:roger rossignol:rossignol rubbishing:rubbish running:run safer:safer
    salvation:salvat sardonic:sardon sawed:saw scarr:scarr scissors:scissor screened:screen sear:sear seed:seed
    sends:send sermonising:sermonis sexty:sexti sharpened:sharpen shielded:shield shorten:shorten shshshsh:shshshsh
    signalize:signal simplicity:simplic situation:situat skywards:skyward sliding:slide smaller:smaller
    smutch:smutch snuffle:snuffl solely:sole sont:sont sousing:sous spec:spec spileing:spile spoonful:spoon
    squallingest:squallingest staineth:staineth starving:starv steepy:steepi stinginess:stingi stored:store
    streaky:streaki struck:struck subalterns:subaltern suburbs:suburb suit:suit superannuated:superannu
    supremacy:supremaci suspension:suspens sweetest:sweetest symbolic:symbol tajy:taji tapestry:tapestri tawny:tawni
    temporise:temporis terre:terr thee:thee thinkings:think thresher:thresher thwarted:thwart timidity:timid
    toaster:toaster topful:top toutes:tout tramps:tramp traversia:traversia trice:trice troiluses:troilus
    trustee:truste turfy:turfi twirl:twirl unaccompanied:unaccompani unbookish:unbookish uncommon:uncommon
    undergraduate:undergradu undulations:undul unforgiving:unforgiv unhurtful:unhurt unlook:unlook unpaved:unpav
    unreasonable:unreason unsettles:unsettl untamed:untam unwedgeable:unwedg upstart:upstart vacillating:vacil
    vans:van veil:veil verging:verg vicious:viciou vines:vine vitx:vitx voraciously:voraci wagging:wag
    wanderers:wander washery:washeri waywarder:wayward weighs:weigh wheelbarrow:wheelbarrow whirlpool:whirlpool
    wickeder:wicked windgalls:windgal withdraws:withdraw woodbine:woodbin worships:worship wrinkled:wrinkl
    yarely:yare your:your
    """)

  private static func pairs(_ text: String) -> [(word: String, stem: String)] {
    text.split(whereSeparator: { $0 == " " || $0 == "\n" }).map { pair in
      let parts = pair.split(separator: ":", omittingEmptySubsequences: false)
      return (String(parts[0]), String(parts[1]))
    }
  }
}
