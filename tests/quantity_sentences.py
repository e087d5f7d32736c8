"""Invented news sentences with the quantities a careful reader finds in them.

One row a sentence: the text, then (words, low, high, bound, kind, unit, what) for each quantity, in order.
`what` is None where the sentence does not say; "*" where it is not judged.
"""

from __future__ import annotations

Expected = tuple[str, float | None, float | None, str, str, str | None, str | None]

SENTENCES: list[tuple[str, list[Expected]]] = [
    ("Forty-seven passengers were rescued from the barge.", [
        ("Forty-seven", 47, 47, "exact", "count", None, "passenger")]),
    ("At least 15 people, including 12 pupils and three teachers, were hurt.", [
        ("At least 15", 15, None, "at least", "count", None, "people"),
        ("12", 12, 12, "exact", "count", None, "pupil"),
        ("three", 3, 3, "exact", "count", None, "teacher")]),
    ("Two-thirds of the members voted against the plan.", [
        ("Two-thirds", 2 / 3, 2 / 3, "exact", "count", None, "member")]),
    ("The city has 1.2 million residents.", [("1.2 million", 1.2e6, 1.2e6, "exact", "count", None, "resident")]),
    ("About 20,000 fans filled the square.", [("About 20,000", 20000, 20000, "about", "count", None, "fan")]),
    ("A dozen tents were washed away.", [("A dozen", 12, 12, "about", "count", None, "tent")]),
    ("Hundreds of volunteers searched the forest.", [("Hundreds of", 200, None, "vague", "count", None, "volunteer")]),
    ("Dozens of flights were cancelled.", [("Dozens of", 24, None, "vague", "count", None, "flight")]),
    ("The rebels hold 10 to 14 villages.", [("10 to 14", 10, 14, "range", "count", None, "village")]),
    ("Between 10 and 15 boats are missing.", [("Between 10 and 15", 10, 15, "range", "count", None, "boat")]),
    ("The course is open to pupils aged 10-15.", [("aged 10-15", 10, 15, "range", "age", "year", "*")]),
    ("More than 300 homes lost power.", [("More than 300", 300, None, "more than", "count", None, "home")]),
    ("Over 40 shops stayed shut.", [("Over 40", 40, None, "more than", "count", None, "shop")]),
    ("Up to 60 workers could lose their jobs.", [("Up to 60", None, 60, "at most", "count", None, "worker")]),
    ("Nearly 90 horses were moved.", [("Nearly 90", 90, 90, "about", "count", None, "horse")]),
    ("Some 250 guests attended.", [("Some 250", 250, 250, "about", "count", None, "guest")]),
    ("Roughly 70 lorries queued at the border.", [("Roughly 70", 70, 70, "about", "count", None, "lorry")]),
    ("Just over 500 ballots were spoiled.", [("Just over 500", 500, None, "more than", "count", None, "ballot")]),
    ("Fewer than 30 seats were left.", [("Fewer than 30", None, 30, "less than", "count", None, "seat")]),
    ("No fewer than eight ministers resigned.", [
        ("No fewer than eight", 8, None, "at least", "count", None, "minister")]),
    ("As many as 45 divers joined the hunt.", [("As many as 45", None, 45, "at most", "count", None, "diver")]),
    ("The firm paid $3.5 billion for the mine.", [("$3.5 billion", 3.5e9, 3.5e9, "exact", "money", "USD", "*")]),
    ("The fine was set at £250,000.", [("£250,000", 250000, 250000, "exact", "money", "GBP", "*")]),
    ("They raised about €4m for the clinic.", [("about €4m", 4e6, 4e6, "about", "money", "EUR", "*")]),
    ("A ticket costs 12 euros.", [("12 euros", 12, 12, "exact", "money", "EUR", "*")]),
    ("The loss came to 800 million yen.", [("800 million yen", 8e8, 8e8, "exact", "money", "JPY", "*")]),
    ("He was offered US$40,000 to leave.", [("US$40,000", 40000, 40000, "exact", "money", "USD", "*")]),
    ("The buyer pays £17.5m at once and up to £6m in later years.", [
        ("£17.5m", 17.5e6, 17.5e6, "exact", "money", "GBP", "*"),
        ("up to £6m", None, 6e6, "at most", "money", "GBP", "*")]),
    ("Prices rose 4.5 percent.", [("4.5 percent", 4.5, 4.5, "exact", "percent", "%", "*")]),
    ("Turnout was 61%.", [("61%", 61, 61, "exact", "percent", "%", "*")]),
    ("Between 5% and 8% of voters are undecided.", [("Between 5% and 8%", 5, 8, "range", "percent", "%", "*")]),
    ("Almost 30 per cent of the crop failed.", [("Almost 30 per cent", 30, 30, "about", "percent", "%", "*")]),
    ("A 44-year-old docker was arrested.", [("44-year-old", 44, 44, "exact", "age", "year", "docker")]),
    ("Two brothers aged 58 and 39 were found.", [
        ("Two", 2, 2, "exact", "count", None, "brother"),
        ("aged 58", 58, 58, "exact", "age", "year", "*"),
        ("39", 39, 39, "exact", "age", "year", "*")]),
    ("Paola Renzi, 31, a nurse, saw the fire.", [("31", 31, 31, "exact", "age", "year", "*")]),
    ("The driver, Marek Dolny (52), was unhurt.", [("52", 52, 52, "exact", "age", "year", "*")]),
    ("The rovers beat the town 3-1 at home.", [("3-1", 3, 1, "exact", "score", None, None)]),
    ("The council voted 9-4 for the bypass.", [("9-4", 9, 4, "exact", "score", None, None)]),
    ("Winds reached 120 km/h.", [("120 km/h", 33.333333, 33.333333, "exact", "measure", "m/s", "*")]),
    ("The car was doing 90 mph.", [("90 mph", 40.2336, 40.2336, "exact", "measure", "m/s", "*")]),
    ("The ship entered port at 14 knots.", [("14 knots", 7.202222, 7.202222, "exact", "measure", "m/s", "*")]),
    ("The wave was 3 metres high.", [("3 metres", 3, 3, "exact", "measure", "m", "*")]),
    ("A 40-foot mast snapped.", [("40-foot", 12.192, 12.192, "exact", "measure", "m", "mast")]),
    ("Police seized 94 grams of powder.", [("94 grams", 0.094, 0.094, "exact", "measure", "kg", "powder")]),
    ("The lorry carried 20 tonnes of sand.", [("20 tonnes", 20000, 20000, "exact", "measure", "kg", "sand")]),
    ("Temperatures fell to 5 degrees Celsius.", [("5 degrees Celsius", 5, 5, "exact", "measure", "degC", "*")]),
    ("It was 41°C in the shade.", [("41°C", 41, 41, "exact", "measure", "degC", "*")]),
    ("The oven reached 212 degrees Fahrenheit.", [
        ("212 degrees Fahrenheit", 100, 100, "exact", "measure", "degC", "*")]),
    ("Some 5,000 litres of fuel leaked.", [("Some 5,000 litres", 5, 5, "about", "measure", "m3", "fuel")]),
    ("The estate covers 20,000 square metres.", [
        ("20,000 square metres", 20000, 20000, "exact", "measure", "m2", "*")]),
    ("Fire destroyed 300 hectares of forest.", [("300 hectares", 3e6, 3e6, "exact", "measure", "m2", "forest")]),
    ("The village lies 150km south of the capital.", [("150km", 150000, 150000, "exact", "measure", "m", "*")]),
    ("Three were killed and 12 injured.", [
        ("Three", 3, 3, "exact", "count", None, "killed"),
        ("12", 12, 12, "exact", "count", None, "injured")]),
    ("Fifteen died when the roof fell.", [("Fifteen", 15, 15, "exact", "count", None, "died")]),
    ("Four of them were flown to hospital.", [("Four", 4, 4, "exact", "count", None, "*")]),
    ("Five of the suspects are at large.", [("Five", 5, 5, "exact", "count", None, "suspect")]),
    ("Six dead, nine missing after blast", [
        ("Six", 6, 6, "exact", "count", None, "dead"),
        ("nine", 9, 9, "exact", "count", None, "missing")]),
    ("The blast left two soldiers dead and 17 wounded.", [
        ("two", 2, 2, "exact", "count", None, "soldier"),
        ("17", 17, 17, "exact", "count", None, "wounded")]),
    ("Tens of thousands of people fled.", [("Tens of thousands of", 20000, None, "vague", "count", None, "people")]),
    ("Half a dozen goats escaped.", [("Half a dozen", 6, 6, "about", "count", None, "goat")]),
    ("Thousands marched through the capital.", [("Thousands", 2000, None, "vague", "count", None, "*")]),
    ("She finished in second place.", [("second", 2, 2, "exact", "ordinal", None, "place")]),
    ("It was the third accident at the crossing.", [("third", 3, 3, "exact", "ordinal", None, "accident")]),
    ("He won the 21st edition of the race.", [("21st", 21, 21, "exact", "ordinal", None, "edition")]),
    ("Two hundred and six bottles were broken.", [("Two hundred and six", 206, 206, "exact", "count", None, "bottle")]),
    ("A hundred lamps were lit.", [("A hundred", 100, 100, "exact", "count", None, "lamp")]),
    ("One hundred twenty-three men signed.", [("One hundred twenty-three", 123, 123, "exact", "count", None, "man")]),
    ("The bridge is 1,250 metres long.", [("1,250 metres", 1250, 1250, "exact", "measure", "m", "*")]),
    ("The line carries 140.000 passengers a year.", [("140.000", 140000, 140000, "exact", "count", None, "passenger")]),
    ("The index gained 2.35 points.", [("2.35", 2.35, 2.35, "exact", "count", None, "point")]),
    ("A 31,500-seat stadium is planned.", [("31,500", 31500, 31500, "exact", "count", None, "seat")]),
    ("A crew of seven was aboard.", [("seven", 7, 7, "exact", "count", None, "*")]),
    ("The G7 ministers met on Route 66.", []),
    ("A Boeing 737 landed at Gate 12.", []),
    ("Call 020 7946 0958 for details.", []),
    ("The F-16 and the B-52 took off.", []),
    ("Covid-19 cases fell by a third.", [("a third", 1 / 3, 1 / 3, "exact", "count", None, "*")]),
    ("He lives at No. 10 and works in Room 4.", []),
    ("A quarter of the pupils stayed away.", [("A quarter", 0.25, 0.25, "exact", "count", None, "pupil")]),
    ("At most four boats may enter.", [("At most four", None, 4, "at most", "count", None, "boat")]),
    ("No more than 20 visitors are let in.", [("No more than 20", None, 20, "at most", "count", None, "visitor")]),
    ("Around 200 kg of cocaine was found.", [("Around 200 kg", 200, 200, "about", "measure", "kg", "cocaine")]),
    ("The plant makes 50 megawatts.", [("50 megawatts", 5e7, 5e7, "exact", "measure", "W", "*")]),
    ("They walked for 12 miles.", [("12 miles", 19312.128, 19312.128, "exact", "measure", "m", "*")]),
    ("The baby weighed 3.2kg.", [("3.2kg", 3.2, 3.2, "exact", "measure", "kg", "*")]),
    ("It sank in 30 to 40 metres of water.", [("30 to 40 metres", 30, 40, "range", "measure", "m", "water")]),
    ("The strike cost 2 to 3 million dollars.", [("2 to 3 million dollars", 2e6, 3e6, "range", "money", "USD", "*")]),
    ("The firm expects $2 to $3 million in sales.", [("$2 to $3 million", 2e6, 3e6, "range", "money", "USD", "*")]),
    ("An estimated 600 birds died.", [("An estimated 600", 600, 600, "about", "count", None, "bird")]),
    ("Twenty or more boats took part.", [("Twenty or more", 20, None, "at least", "count", None, "boat")]),
    ("A four-month-old boy survived.", [("four-month-old", 1 / 3, 1 / 3, "exact", "age", "year", "boy")]),
    ("The suspect, in his 30s, ran off.", []),
    ("One person was killed and five others were hurt.", [
        ("One", 1, 1, "exact", "count", None, "person"),
        ("five", 5, 5, "exact", "count", None, "*")]),
    ("One of the rescuers spoke later.", [("One", 1, 1, "exact", "count", None, "rescuer")]),
    ("No one was hurt, one witness said.", [("one", 1, 1, "exact", "count", None, "witness")]),
    ("Rates rose by half a percentage point.", [("half a percentage point", 0.5, 0.5, "exact", "percent", "%", "*")]),
    ("She hit 17 of 20 targets.", [
        ("17", 17, 17, "exact", "count", None, "*"), ("20", 20, 20, "exact", "count", None, "target")]),
    ("Their debts reached Rs 2,000.", [("Rs 2,000", 2000, 2000, "exact", "money", "INR", "*")]),
    ("The tunnel needs another 25 pumps.", [("25", 25, 25, "exact", "count", None, "pump")]),
    ("Shares in the dairy fell 3.5 percent to 41.20 pounds.", [
        ("3.5 percent", 3.5, 3.5, "exact", "percent", "%", "*"),
        ("41.20 pounds", 41.2, 41.2, "exact", "money", "GBP", "*")]),
    ("The fare rose from $3 to $5.", [
        ("$3", 3, 3, "exact", "money", "USD", "*"), ("$5", 5, 5, "exact", "money", "USD", "*")]),
    ("Seats cost between £15 and £20.", [("between £15 and £20", 15, 20, "range", "money", "GBP", "*")]),
    ("The reservoir holds 4.3m cubic metres.", [
        ("4.3m cubic metres", 4.3e6, 4.3e6, "exact", "measure", "m3", "*")]),
    ("Some 2.5m people voted.", [("Some 2.5m", 2.5e6, 2.5e6, "about", "count", None, "people")]),
    ("The wall is 3m tall.", [("3m", 3, 3, "exact", "measure", "m", "*")]),
    ("The magnitude-6.3 quake woke the town.", [("6.3", 6.3, 6.3, "exact", "count", None, "*")]),
    ("One in four pupils was absent.", [("One in four", 0.25, 0.25, "exact", "count", None, "pupil")]),
    ("Each family gets R350,000 at once.", [("R350,000", 350000, 350000, "exact", "money", "ZAR", "*")]),
    ("KSh1.2m was paid out.", [("KSh1.2m", 1.2e6, 1.2e6, "exact", "money", "KES", "*")]),
    ("It was minus 12 degrees Celsius at dawn.", [
        ("minus 12 degrees Celsius", -12, -12, "exact", "measure", "degC", "*")]),
    ("The keeper weighs 140 pounds.", [("140 pounds", 63.502932, 63.502932, "exact", "measure", "kg", "*")]),
    ("Guards found 17 pounds of tea, worth $400.", [
        ("17 pounds", 7.71107, 7.71107, "exact", "measure", "kg", "*"),
        ("$400", 400, 400, "exact", "money", "USD", "*")]),
    ("The keeper was fined 200 pounds.", [("200 pounds", 200, 200, "exact", "money", "GBP", "*")]),
    ("The kiosk is less than a quarter-mile from the weir.", [
        ("less than a quarter-mile", None, 402.336, "less than", "measure", "m", "*")]),
    ("It drifted about a quarter mile, then half a mile.", [
        ("about a quarter mile", 402.336, 402.336, "about", "measure", "m", "*"),
        ("half a mile", 804.672, 804.672, "exact", "measure", "m", "*")]),
    ("The mast stands less than a mile from the chapel.", [
        ("less than a mile", None, 1609.344, "less than", "measure", "m", "*")]),
    ("The tremor, at 2: 09 a. m., was of magnitude 4.\n6, the institute said.", []),
    ("Output shrank by -0.3%.", [("-0.3%", -0.3, -0.3, "exact", "percent", "%", "*")]),
]  # fmt: skip
