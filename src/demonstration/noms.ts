/** Invented people are drawn from these lists; no pair is meant to be anyone. */
const liste = (texte: string) => texte.trim().split(/\s*,\s*/)
export const prenomsF = liste(
  `Amélie, Fatoumata, Éloïse, Nadia, Jeanne, Sofia, Inès, Mélanie, Chloé, Aïcha, Léa, Maëlys, Zoé, Djamila, Gaëlle, Noémie, Yasmine, Océane, Hélène, Mariama, Anaïs, Lucie, Oriane, Salomé, Camille, Ludivine, Rania, Émilie, Capucine, Tatiana, Maryam, Justine, Apolline, Leïla, Cécile, Manon, Awa, Clémence, Ilona, Ophélie`,
)
export const prenomsM = liste(
  `Mehdi, Loïc, François-Xavier, Kévin, Ousmane, Jean-Marc, Théo, Aurélien, Rachid, Maël, Sébastien, Yanis, Éric, Boubacar, Benoît, Karim, Noël, Cédric, Ismaël, Jérôme, Mathéo, Wassim, Gaël, Rémi, Dimitri, Moussa, Étienne, Sofiane, Anthony, Jordan, Raphaël, Bilal, Grégory, Léo, Ibrahima, Thierry, Alexandre, Nassim, Valentin, Yohann, Hugo, Mickaël, Amadou, Stéphane, Florian, Driss, Clément, Pascal, Enzo, Ayoub`,
)
export const noms = liste(
  `Kessler-Aubry, Benhadi, Schaffner, Diarrassouba, Le Guennic, d'Esparre, Mukendi, Wendlinger, Ferrandez, Oumarou, Zimmerli, Haddouche, Pasquereau, N'Gorou, Lambrecq, Tchikaya, Rosselier, Vandermeulen, El Hachami, Bourdellois, Koffigan, Stutzmann, Carvalheiro, Delahousse, Yildirimoglu, Marchandeau, Ottenwald, Bensalema, Guillaumin, Traorelli, Nguyenot, Pfisterer, Delacroizette, Ramdanier, Schwarzentru, Moreauval, Belkacemi-Royer, Hubschwer, Fontanelle, Dos Reis, Kowalczik, Chevrillard, Amsallem, Grosjeannot, Mbayeck, Weissenbacher, Poirsonnet, Lavandier, Saidanne, Thouvenelle, Riegertin, Bakayokan, Humberset, Fauvelot, Ouedraogan, Steinmetzer, Claudelin, Vautrinel, Ziegelmann, Perronnet, Abdallahi, Jacquemotte, Lorentzer, Cissokhan, Mangeotte, Durrmeyer, Collignart, Hernandelo, Blaisonneau, Keitasson, Thiebauld, Romanescu, Frischmann, Gauvrit, Da Silvane, Mansourian, Schneidermann, Pierrardel, Toumbou, Antoinette-Roux`,
)
export const voies = liste(
  `rue des Tilleuls, impasse du Moulin, avenue de la Gare, rue du Pressoir, quai des Bateliers, chemin des Vignes, rue de la Filature, place du Marché, allée des Mésanges, rue Basse, rue du Faubourg, sentier de la Forge`,
)
export const langues = liste(
  `arabe, turc, portugais, roumain, russe, anglais, espagnol, lingala, albanais, géorgien`,
)
