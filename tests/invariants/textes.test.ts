import { parse } from 'csv-parse/sync'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { rendre } from '../../src/messages/modele.rules.ts'
import { exemple, modeleParDefaut } from '../../src/messages/mots.rules.ts'
import type { Fonction } from '../../src/moyens/index.ts'
import type { Plateforme } from '../../src/platform/http/plateforme.ts'
import { application, type Essai, LE, Navigateur, nouvelEssai } from '../base.ts'
import { aEnvoyer, type Champ, type Formulaire, formulaires, texteVisible } from './page.ts'
import { comptes, parcourir, routeDe, type Visite } from './parcourir.ts'

/** In each text, what no log may hold. */
const MARQUE = 'Zzyxq'
const textes: Record<string, string> = {
  emoji: `👍🏽 ${MARQUE} 👨‍👩‍👧‍👦 ❤️ 🇫🇷`,
  chinois: `中国 ${MARQUE} 한국`,
  arabe: `محمد بن علي ${MARQUE}`,
  accents: `Ива\u0301н e\u0301\u0302 ${MARQUE}`,
  invisibles: `a\ufeffb\u200d\u202ec\u0007${MARQUE}`,
  long: `${MARQUE}${'W'.repeat(115)}`,
  guillemets: `"${MARQUE}" l'un &amp; <b>l’autre</b> \\ ${'`'}`,
  formule: `=cmd|'/c calc'!A1 ${MARQUE}`,
  plus: `+33${MARQUE}`,
  arobase: `@SUM(1)${MARQUE}`,
  retour: `${MARQUE}\nBEGIN:VEVENT\n=1`,
  invite: `${MARQUE}\r\nATTENDEE:mailto:a@exemple.invalid`,
  variable: `{heure} [{lien}] ${MARQUE}`,
  proto: '__proto__',
  nul: `a\u0000${MARQUE}`,
}
const MARCHEURS: Fonction[] = [
  'travailleur_social',
  'dpip',
  'bex',
  'greffe',
  'dfspip',
  'administrateur',
]
const SANS_TEXTE: Record<string, string> = {
  '/deconnexion': 'ferme la session de qui essaie',
  '/compte/mot-de-passe': 'un mot de passe ne revient jamais dans une page',
}

let e: Essai
let p: Plateforme
const navigateurs = new Map<Fonction, Navigateur>()
const navigateur = (f: Fonction) => navigateurs.get(f) as Navigateur
let visites: Visite[]
const lignes: string[] = []
beforeAll(async () => {
  e = await nouvelEssai()
  p = await application(e, { niveauDeLog: 'info', journal: { write: ligne => lignes.push(ligne) } })
  for (const f of MARCHEURS) navigateurs.set(f, await new Navigateur(p).entrer(comptes[f]))
  visites = []
  for (const f of MARCHEURS)
    visites.push(
      ...(await parcourir(p, f, {
        parRoute: 1,
        max: f === 'travailleur_social' ? 220 : 80,
        navigateurs,
      })),
    )
}, 120_000)
afterAll(async () => {
  await p.app.close()
  await e.fermer()
})

type Saisie = { fonction: Fonction; route: string; formulaire: Formulaire; champs: Champ[] }
/** Each form that takes words, once, with the fields that take them. */
function saisies(): Saisie[] {
  const vues = new Map<string, Saisie>()
  for (const v of visites.filter(x => x.statut === 200 && x.type.startsWith('text/html')))
    for (const formulaire of formulaires(v.texte, v.url)) {
      const route = routeDe(p, formulaire.action, 'POST')
      const champs = formulaire.champs.filter(c => ['text', 'textarea', 'search'].includes(c.genre))
      if (formulaire.methode !== 'POST' || !route || route in SANS_TEXTE || champs.length === 0)
        continue
      const cle = `${route} ${champs.map(c => c.nom).join(' ')}`
      if (!vues.has(cle)) vues.set(cle, { fonction: v.fonction, route, formulaire, champs })
    }
  return [...vues.values()]
}

const uneFin = (texte: string) => texte.replaceAll('\r\n', '\n')
const memes = (lu: string, tape: string) => uneFin(lu) === uneFin(tape)
/** Those that begin another line. */
const PLUSIEURS_LIGNES = ['retour', 'invite']

describe('Un texte est gardé tel qu’il est tapé, ou refusé sur son champ (invariant 3)', () => {
  it('Dans chaque champ de texte de chaque formulaire', async () => {
    const fautes: string[] = []
    const noms = Object.keys(textes)
    let gardes = 0
    let refuses = 0
    for (const [rang, { fonction, route, formulaire, champs }] of saisies().entries()) {
      for (const pas of [0, 5, 9]) {
        const nom = noms[(rang + pas) % noms.length] as string
        const texte = textes[nom] as string
        const n = navigateur(fonction)
        const envoi = {
          ...Object.fromEntries(aEnvoyer(formulaire)),
          ...Object.fromEntries(champs.map(c => [c.nom, texte])),
          _cle: crypto.randomUUID(),
        }
        const r = await n.envoyer(formulaire.action, envoi)
        const dit = `${fonction} ${route} ${nom}`
        if (r.statut >= 500) fautes.push(`${dit} : ${r.statut}`)
        if (r.statut === 303) {
          gardes += 1
          if (PLUSIEURS_LIGNES.includes(nom) && champs.some(c => c.genre !== 'textarea'))
            fautes.push(`${dit} : un champ d’une ligne en garde deux`)
          const suite = await n.ouvrir(r.vers)
          if (suite.statut >= 400) fautes.push(`${dit} : la page suivante répond ${suite.statut}`)
        }
        if (r.statut !== 422) continue
        refuses += 1
        // What the base cannot hold is taken out of what comes back, and said.
        const rendu = nom === 'nul' ? texte.replaceAll('\0', '') : texte
        const revenus = formulaires(r.texte, formulaire.action).flatMap(f => f.champs)
        for (const c of champs) {
          const siens = revenus.filter(x => x.nom === c.nom)
          if (siens.length > 0 && !siens.some(x => memes(x.valeur, rendu)))
            fautes.push(`${dit} : ${c.nom} n’est pas rendu`)
        }
        if (!/ds-validation-message|role="alert"|aria-invalid|ds-alert/.test(r.texte))
          fautes.push(`${dit} : refusé sans le dire`)
        if (
          PLUSIEURS_LIGNES.includes(nom) &&
          champs.some(c => c.genre !== 'textarea') &&
          !r.texte.includes('sur une seule ligne')
        )
          fautes.push(`${dit} : la ligne de trop n’est pas dite`)
        if (
          nom === 'nul' &&
          !texteVisible(r.texte).some(l => l.includes('qui ne peut pas être gardé'))
        )
          fautes.push(`${dit} : U+0000 n’est pas dit`)
      }
    }
    expect(fautes).toEqual([])
    expect(gardes).toBeGreaterThan(20)
    expect(refuses).toBeGreaterThan(50)
  }, 120_000)
})

/** Columns whose values are names that the program itself reads. */
const CLES: Record<string, string> = {
  fuseau: 'un fuseau horaire, choisi dans une liste',
}
/** Columns that hold words, found in the base: text whose values are not all keys of our own. */
async function colonnesDeMots(): Promise<{ table: string; colonne: string }[]> {
  const { rows } = await e.proprietaire.query<{ table: string; colonne: string }>(
    `SELECT format('%I.%I', table_schema, table_name) AS table, quote_ident(column_name) AS colonne FROM information_schema.columns c JOIN information_schema.tables t USING (table_schema, table_name)
     WHERE t.table_type = 'BASE TABLE' AND c.data_type = 'text' AND c.is_generated = 'NEVER' AND table_schema NOT IN ('pg_catalog', 'information_schema', 'platform', 'acces', 'public') ORDER BY 1, 2`,
  )
  const tenues: typeof rows = []
  for (const r of rows) {
    const { rows: lues } = await e.proprietaire.query<{ mots: boolean | null }>(
      `SELECT bool_or(${r.colonne} ~ '[^a-z0-9_./:|@-]') AS mots FROM (SELECT ${r.colonne} FROM ${r.table} WHERE ${r.colonne} <> '' LIMIT 500) x`,
    )
    if (lues[0]?.mots && !(r.colonne in CLES)) tenues.push(r)
  }
  return tenues
}

describe('Ce qui est gardé se lit, s’imprime, s’exporte et se cherche (invariant 3)', () => {
  it('Chaque colonne de mots reçoit ces textes : pages, PDF, CSV, agendas répondent 200, sans formule', async () => {
    const ecrits = await remplir()
    expect(ecrits).toBeGreaterThan(40)
    const fautes: string[] = []
    const genres: Record<string, number> = {}
    const lues = await parcourir(p, 'travailleur_social', { parRoute: 2, max: 330, navigateurs })
    for (const f of MARCHEURS.slice(1))
      lues.push(...(await parcourir(p, f, { parRoute: 1, max: 60, navigateurs })))
    for (const v of lues) {
      if (v.statut >= 500) fautes.push(`${v.fonction} ${v.url} : ${v.statut}`)
      const genre = v.type.split(';')[0] ?? ''
      if (v.statut === 200) genres[genre] = (genres[genre] ?? 0) + 1
      if (genre === 'text/csv')
        fautes.push(
          ...formulesDe(v.texte).map(c => `${v.url} : un tableur lirait « ${c.slice(0, 20)} »`),
        )
    }
    expect(fautes).toEqual([])
    for (const genre of ['text/html', 'application/pdf', 'text/csv'])
      expect(genres[genre], genre).toBeGreaterThan(0)
  }, 120_000)

  it('Un agenda tient chaque texte dans sa propriété : aucun nom n’en commence une autre', async () => {
    const n = navigateur('travailleur_social')
    const reglage = { avecNoms: 'oui', version: '0' }
    expect((await navigateur('dfspip').envoyer('/calendriers/reglage', reglage)).statut).toBe(303)
    const { texte } = await n.envoyer('/calendriers/le-mien', { detail: 'noms' }, '/calendriers')
    const flux = /value="https?:\/\/[^"/]+(\/flux\/[^"]+\.ics)"/.exec(texte)?.[1] ?? ''
    const agendas = [(await n.ouvrir(flux)).texte, (await n.ouvrir('/echeances.ics')).texte]
    expect(agendas.join(), 'des noms y sont').toContain(MARQUE)
    for (const agenda of agendas) {
      const lignes = agenda
        .replace(/\r\n[ \t]/g, '')
        .split('\r\n')
        .filter(Boolean)
      expect(lignes.filter(l => !/^[A-Z-]+[;:]/.test(l) || /[\n\r]/.test(l))).toEqual([])
      expect(
        lignes.filter(l =>
          /^(?:ATTENDEE|ORGANIZER|ATTACH|URL)|^BEGIN:(?!VCALENDAR$|VEVENT$)/.test(l),
        ),
      ).toEqual([])
      expect(lignes.filter(l => l === 'BEGIN:VEVENT').length).toBe(
        lignes.filter(l => l.startsWith('UID:')).length,
      )
    }
  })

  it('Un SMS garde le texte tel qu’il est, sans y lire une variable, et dit toujours son jour et son heure', () => {
    const modele = modeleParDefaut('convocation', 'lieu', 'sms', 'fr')
    const valeurs = exemple(LE, 'fr', 'sms')
    for (const texte of Object.values(textes)) {
      const lu = rendre(modele, 'convocation', { ...valeurs, adresse: texte, pieces: texte })
      expect(lu.split(texte.trim()).length - 1, texte).toBe(2)
      for (const du of [valeurs.date, valeurs.heure, valeurs.lien])
        expect(lu.replaceAll(texte.trim(), ''), texte).toContain(du)
    }
  })

  it('On le cherche sans panne', async () => {
    for (const texte of [...Object.values(textes), '%_\\', '(((', "'"]) {
      const { statut } = await navigateur('travailleur_social').ouvrir(
        `/recherche?q=${encodeURIComponent(texte)}`,
      )
      expect([200, 404], texte).toContain(statut)
    }
  })

  it('Aucun texte n’est dans le journal du serveur', () => {
    expect(lignes.length, 'le journal a bien été lu').toBeGreaterThan(500)
    expect(lignes.filter(l => l.includes(MARQUE) || l.includes('calc'))).toEqual([])
  })
})

/**
 * Writes the texts in turn wherever the base takes them; a column that refuses them has its own
 * constraint.
 */
async function remplir(): Promise<number> {
  const choix = Object.values(textes).filter(t => !t.includes('\u0000'))
  const client = await e.proprietaire.connect()
  let ecrits = 0
  try {
    await client.query("SET session_replication_role = 'replica'")
    for (const { table, colonne } of await colonnesDeMots()) {
      const tour = `($1::text[])[1 + abs(hashtext(ctid::text)) % ${choix.length}]`
      await client
        .query(`UPDATE ${table} SET ${colonne} = ${tour} WHERE ${colonne} <> ''`, [choix])
        .then(
          () => {
            ecrits += 1
          },
          () => {},
        )
    }
  } finally {
    await client.query("SET session_replication_role = 'origin'")
    client.release()
  }
  return ecrits
}

/** Cells that a spreadsheet would run. */
const formulesDe = (csv: string): string[] =>
  (
    parse(csv, {
      bom: true,
      delimiter: ';',
      relax_column_count: true,
      relax_quotes: true,
    }) as string[][]
  )
    .flat()
    .filter(c => /^[=+@\t\r]/.test(c) || /^-(?!\d)/.test(c))
