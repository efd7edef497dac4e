internal import KoshTable

extension CodingFrame {
  /// What drives away, what attracts, what holds back.
  ///
  /// Source: E. S. Lee (1966), "A theory of migration", *Demography* 3(1), 47–57. Rules and examples are the program's
  /// own.
  static var pushPull: CodingFrame {
    CodingFrame(
      name: words("Push and pull", "Выталкивание и притяжение", "Итеру және тарту"), version: "1",
      codes: [
        Code(
          "push", color: "#EE6677", name: words("Push", "Выталкивающие факторы", "Итеруші факторлар"),
          means: words(
            "What makes the place of origin worth leaving.", "То, из-за чего хочется покинуть место выхода.",
            "Шыққан жерден кеткісі келтіретін жағдайлар."),
          use: words(
            "Complaints about home that are given as a reason to go.",
            "Недовольство родными местами, названное причиной отъезда.",
            "Кетуге себеп ретінде айтылған туған жерге қатысты наразылық."),
          not: words(
            "Praise of the destination: pull.", "Похвала месту назначения: притягивающие факторы.",
            "Баратын жерді мақтау: тартушы факторлар."),
          example: words(
            "There was nothing for me there.", "Мне там нечего было делать.", "Онда мен үшін ештеңе болмады.")),
        Code(
          "push_education", under: "push", color: "#EE6677",
          name: words("Poor education at home", "Слабое образование на родине", "Елдегі білімнің әлсіздігі"),
          means: words(
            "Schools and universities at home fall short.", "Школы и вузы на родине не удовлетворяют.",
            "Елдегі мектептер мен жоғары оқу орындары көңілден шықпайды."),
          use: words(
            "Quality, outdated programmes, bribes, no such subject.",
            "Качество, устаревшие программы, взятки, нет такой специальности.",
            "Сапа, ескірген бағдарламалар, пара, ондай мамандықтың жоқтығы."),
          not: words(
            "Good education elsewhere without a word on home: pull.",
            "Хорошее образование в другом месте без сравнения с родиной: притягивающие факторы.",
            "Елмен салыстырмай айтылған басқа жердегі жақсы білім: тартушы факторлар."),
          example: words(
            "Our university taught from books of 1985.", "У нас в вузе учили по книгам 1985 года.",
            "Біздің университетте 1985 жылғы кітаптармен оқытты.")),
        Code(
          "push_work", under: "push", color: "#EE6677",
          name: words("Poor work at home", "Плохая работа на родине", "Елдегі жұмыстың нашарлығы"),
          means: words(
            "Work at home is missing, badly paid or closed to the person.",
            "Работы на родине нет, она плохо оплачивается или недоступна.",
            "Елде жұмыс жоқ, жалақысы төмен немесе қолжетімсіз."),
          use: words(
            "Unemployment, pay, nepotism.", "Безработица, зарплата, кумовство.", "Жұмыссыздық, жалақы, тамыр-таныстық."),
          not: words(
            "Pay elsewhere: pull of work.", "Заработки в другом месте: притяжение работы.",
            "Басқа жердегі табыс: жұмыстың тартуы."),
          example: words(
            "Without relatives you find no post.", "Без родственников на должность не устроишься.",
            "Туысың болмаса, қызметке тұра алмайсың.")),
        Code(
          "push_living", under: "push", color: "#EE6677",
          name: words("Poor living at home", "Плохие условия жизни на родине", "Елдегі тұрмыстың нашарлығы"),
          means: words(
            "Environment, safety, services or politics make life hard.",
            "Экология, безопасность, услуги или политика осложняют жизнь.",
            "Экология, қауіпсіздік, қызметтер немесе саясат өмірді қиындатады."),
          use: words(
            "Air, water, hospitals, roads, corruption in daily life.",
            "Воздух, вода, больницы, дороги, бытовая коррупция.",
            "Ауа, су, аурухана, жол, күнделікті жемқорлық."),
          not: words(
            "Work and study have codes of their own.", "Для работы и учёбы есть свои коды.",
            "Жұмыс пен оқудың өз кодтары бар."),
          example: words(
            "In winter one cannot breathe there.", "Зимой там нечем дышать.", "Қыста онда тыныс алу мүмкін емес.")),
        Code(
          "pull", color: "#228833", name: words("Pull", "Притягивающие факторы", "Тартушы факторлар"),
          means: words(
            "What makes the destination worth going to.", "То, что привлекает в месте назначения.",
            "Баратын жердің тартымдылығы."),
          use: words(
            "Hopes set on the destination that are given as a reason to go.",
            "Надежды на место назначения, названные причиной отъезда.",
            "Кетуге себеп ретінде айтылған баратын жерге артқан үміт."),
          not: words(
            "Complaints about home: push.", "Недовольство родными местами: выталкивающие факторы.",
            "Туған жерге наразылық: итеруші факторлар."),
          example: words("Everybody wants to be there.", "Все хотят туда.", "Бәрі сонда болғысы келеді.")),
        Code(
          "pull_education", under: "pull", color: "#228833",
          name: words("Education there", "Образование там", "Ондағы білім"),
          means: words(
            "Universities, grants and subjects at the destination.", "Вузы, гранты и специальности в месте назначения.",
            "Баратын жердегі университеттер, гранттар мен мамандықтар."),
          use: words(
            "Rankings, laboratories, scholarships, language of instruction.",
            "Рейтинги, лаборатории, стипендии, язык обучения.",
            "Рейтингтер, зертханалар, шәкіртақылар, оқыту тілі."),
          not: words(
            "Work after study: pull of work.", "Работа после учёбы: притяжение работы.",
            "Оқудан кейінгі жұмыс: жұмыстың тартуы."),
          example: words(
            "They have the best laboratories.", "У них лучшие лаборатории.", "Ең жақсы зертханалар соларда.")),
        Code(
          "pull_work", under: "pull", color: "#228833", name: words("Work there", "Работа там", "Ондағы жұмыс"),
          means: words(
            "Jobs, pay and careers at the destination.", "Рабочие места, зарплата и карьера в месте назначения.",
            "Баратын жердегі жұмыс орны, жалақы, мансап."),
          use: words(
            "Pay, fair promotion, experience.", "Зарплата, честное продвижение, опыт.", "Жалақы, әділ өсу, тәжірибе."),
          not: words(
            "Lack of work at home: push of work.", "Нехватка работы на родине: выталкивание работы.",
            "Елде жұмыстың жоқтығы: жұмыстың итеруі."),
          example: words(
            "There you are paid for what you can do.", "Там платят за то, что умеешь.",
            "Онда қолыңнан келгенге төлейді.")),
        Code(
          "pull_living", under: "pull", color: "#228833", name: words("Life there", "Жизнь там", "Ондағы өмір"),
          means: words(
            "Freedom, safety, environment, people at the destination.",
            "Свобода, безопасность, экология, люди в месте назначения.",
            "Баратын жердегі еркіндік, қауіпсіздік, экология, адамдар."),
          use: words(
            "Relatives there, openness, quality of life.", "Родные там, открытость, качество жизни.",
            "Ондағы туыстар, ашықтық, өмір сапасы."),
          not: words(
            "Study and work have codes of their own.", "Для учёбы и работы есть свои коды.",
            "Оқу мен жұмыстың өз кодтары бар."),
          example: words("My brother lives there already.", "Там уже живёт мой брат.", "Ағам сонда тұрып жатыр.")),
        Code(
          "obstacle", color: "#CCBB44", name: words("Obstacle", "Препятствие", "Кедергі"),
          means: words(
            "What stands between origin and destination.", "То, что стоит между местом выхода и назначения.",
            "Шыққан жер мен баратын жердің арасындағы кедергілер."),
          use: words(
            "Visa, distance, language tests, money for the way.",
            "Виза, расстояние, языковые экзамены, деньги на дорогу.", "Виза, қашықтық, тіл емтихандары, жол қаржысы."),
          not: words("Ties that hold: hold.", "Удерживающие связи: удержание.", "Ұстап тұратын байланыстар: ұстау."),
          example: words("The visa was refused twice.", "В визе отказали дважды.", "Визадан екі рет бас тартты.")),
        Code(
          "hold", color: "#4477AA", name: words("Hold", "Удерживающие факторы", "Ұстап тұрушы факторлар"),
          means: words(
            "What keeps a person at the origin or calls them back.", "То, что удерживает на родине или зовёт обратно.",
            "Туған жерде ұстап тұратын немесе кері шақыратын жағдайлар."),
          use: words(
            "Parents, language, duty to the country, terms of a grant.",
            "Родители, язык, долг перед страной, условия гранта.", "Ата-ана, тіл, ел алдындағы борыш, грант шарттары."),
          not: words("Obstacles on the way: obstacle.", "Помехи в пути: препятствие.", "Жолдағы бөгеттер: кедергі."),
          example: words(
            "I am the only son, I have to return.", "Я единственный сын, я должен вернуться.",
            "Мен жалғыз ұлмын, қайтуым керек.")),
      ])
  }
}
