import { Temporal } from 'temporal-polyfill'
import {
  auteurs,
  type CleNature,
  citationCourte,
  familles,
  libelleDeNature,
  natures,
  nomDeLaNature,
  type Referentiel,
  referentiel,
} from '../mesures/index.ts'
import { afficherJourCourt, aujourdhui, type Jour, lireJour } from '../platform/date.ts'
import type { Citation, Proposition } from '../platform/law.ts'
import { motsDe } from '../platform/mots.ts'
import { commande, MauvaisUsage } from './commande.ts'

const cles = motsDe(natures)
const groupes = referentiel.clesTransversales
export default commande({
  usage:
    'droit [--le 2019-06-01] [--mesure sursis_probatoire [--referentiel egip]] [--groupe hotes] [--article 723-15]',
  aide: `Imprime le droit d’un jour, avec ses sources. Sans base.\nMesures : ${cles.join(', ')}\nGroupes : ${groupes.join(', ')}`,
  options: {
    le: { type: 'string' },
    mesure: { type: 'string' },
    referentiel: { type: 'string' },
    article: { type: 'string' },
    groupe: { type: 'string' },
  },
  executer({ values }) {
    const le = values.le === undefined ? aujourdhui(Temporal.Now.instant()) : lireJour(values.le)
    const sous = values.referentiel ?? 'droit'
    const groupe = groupes.find(g => g === values.groupe)
    if (le === null) throw new MauvaisUsage(`« ${values.le} » n’est pas un jour : AAAA-MM-JJ.`)
    if (sous !== 'droit' && sous !== 'egip')
      throw new MauvaisUsage('--referentiel : droit ou egip.')
    if (values.mesure !== undefined && !Object.hasOwn(natures, values.mesure))
      throw new MauvaisUsage(`Mesures : ${cles.join(', ')}`)
    if (values.groupe !== undefined && !groupe)
      throw new MauvaisUsage(`Groupes : ${groupes.join(', ')}`)
    if (values.article !== undefined) return chercher(values.article, le)
    if (values.mesure !== undefined) return montrer(values.mesure as CleNature, le, sous)
    return groupe ? montrerLeGroupe(groupe, le) : lister(le)
  },
})

const tenir = (texte: string, large: number) =>
  texte.length > large ? `${texte.slice(0, large - 1)}…` : texte.padEnd(large)
const colonnes = (...cellules: [string, number][]) =>
  console.log(
    cellules
      .map(([texte, large]) => tenir(texte, large))
      .join('  ')
      .trimEnd(),
  )
const dire = (source: Citation | Proposition<unknown>, jour: Jour) =>
  'charte' in source
    ? `charte ${source.charte} (proposition)${source.choix ? ` ; ${source.choix}` : ''}`
    : `${citationCourte(source, jour)} (${source.confiance === 'lu' ? 'lu' : 'à vérifier'}, ${afficherJourCourt(source.verifieLe)})`

function lister(jour: Jour): void {
  console.log(`Mesures en vigueur le ${afficherJourCourt(jour)}\n`)
  for (const [famille, libelle] of Object.entries(familles)) {
    const siennes = cles
      .filter(cle => natures[cle].famille === famille)
      .map(cle => referentiel.existenceLe(cle, jour))
    for (const { nature, etat, depuis } of siennes) {
      const absence = {
        existe: '',
        plus: `n’existe plus depuis le ${depuis ? afficherJourCourt(depuis) : '?'}`,
        pas_encore: 'n’existe pas encore',
        proposition: 'proposition, pas le droit en vigueur',
        inconnu: `inconnu avant le ${depuis ? afficherJourCourt(depuis) : '?'}`,
      }[etat]
      colonnes(
        [libelle, 42],
        [nature, 36],
        [etat === 'existe' ? (nomDeLaNature(nature, jour) ?? '') : `(${absence})`, 70],
      )
    }
  }
  console.log('\nRègles communes (--groupe)\n')
  for (const groupe of groupes)
    colonnes(
      [referentiel.libelleDuGroupe(groupe), 80],
      [groupe, 18],
      [`${referentiel.transversales[groupe].regles.length} règles`, 12],
    )
}

function montrer(nature: CleNature, jour: Jour, quel: Referentiel): void {
  console.log(
    `${nomDeLaNature(nature, jour, quel) ?? libelleDeNature(nature, jour)}, ${afficherJourCourt(jour)}`,
  )
  if (quel === 'egip')
    console.log('Proposition des États généraux (charte C4.1), pas le droit en vigueur.')
  const { etat } = referentiel.existenceLe(nature, jour)
  if (quel === 'droit' && etat === 'inconnu')
    console.log('Ce que dit la loi de cette mesure ce jour-là est inconnu : rien n’est refusé.')
  if (quel === 'droit' && etat !== 'existe' && etat !== 'inconnu')
    console.log('Cette mesure ne peut pas être prononcée ce jour-là.')
  if (quel === 'droit' && etat === 'proposition') return
  imprimer(referentiel.entreesDe(nature), jour, quel)
}

/**
 * Each rule with its value of the day and where it was read; a heading where the subject changes.
 */
function imprimer(entrees: readonly referentiel.Entree[], jour: Jour, quel: Referentiel): void {
  // Rules that belong to no kind are of one subject.
  let rubrique = entrees.every(entree => entree.rubrique === 'regle') ? 'regle' : ''
  for (const entree of entrees) {
    const ici =
      quel === 'egip' && entree.egip
        ? { value: entree.egip.value, source: entree.egip }
        : referentiel.versionConnue(entree.droit, jour)
    const valeurs = ici ? referentiel.enMots(ici.value) : ['inconnu à cette date']
    if (entree.rubrique !== rubrique)
      console.log(`\n${referentiel.rubriques[entree.rubrique].toUpperCase()}`)
    rubrique = entree.rubrique
    console.log(`- ${entree.libelle}${entree.devoir ? ` [${auteurs[entree.devoir.enMain]}]` : ''}`)
    for (const valeur of valeurs.length > 0 ? valeurs : ['cette règle n’existe pas'])
      console.log(`    ${valeur}`)
    if (ici) console.log(`    ${dire(ici.source, jour)}`)
  }
}

/**
 * What belongs to no single kind: procedures and their delays, data, hosts, lists of obligations.
 */
function montrerLeGroupe(groupe: referentiel.CleTransversale, jour: Jour): void {
  console.log(`${referentiel.libelleDuGroupe(groupe)}, ${afficherJourCourt(jour)}`)
  imprimer(referentiel.entreesTransversales(groupe), jour, 'droit')
}

function chercher(article: string, jour: Jour): void {
  const trouvailles = referentiel.chercherArticle(article)
  if (trouvailles.length === 0) console.log(`Aucune règle ne cite l’article « ${article} ».`)
  for (const { numeros, mentions } of trouvailles) {
    for (const { numero, du, au } of numeros)
      console.log(
        `${numero.texte} ${numero.article}${du ? `, depuis le ${afficherJourCourt(du)}` : ''}${au ? `, jusqu’au ${afficherJourCourt(au)}` : ''}`,
      )
    for (const mention of mentions)
      colonnes(
        [mention.from ? afficherJourCourt(mention.from) : '', 10],
        [mention.entree.groupe, 30],
        [mention.quoi, 60],
        [dire(mention.source, jour), 60],
      )
    console.log('')
  }
}
