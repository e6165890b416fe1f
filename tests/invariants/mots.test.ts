import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { acteEnMots } from '../../src/acces/acte.rules.ts'
import { saisieDe, valeurs } from '../../src/bex/audience.builder.ts'
import { identite } from '../../src/dossiers/index.ts'
import {
  type Origine,
  partie,
  rapportEnPdf,
  sources,
} from '../../src/magistrats/redaction.lecture.ts'
import { commandesDeclarees } from '../../src/platform/command.ts'
import { inTransaction } from '../../src/platform/demande.ts'
import type { Plateforme } from '../../src/platform/http/plateforme.ts'
import { application, type Essai, LE, Navigateur, nouvelEssai } from '../base.ts'
import { texteVisible } from './page.ts'
import { toutParcourir, type Visite } from './parcourir.ts'

/**
 * What the PDFs of the walk said: their values are data, so they are read before they are drawn.
 */
const imprimes = vi.hoisted(() => [] as { modele: string; valeurs: unknown }[])
vi.mock('../../src/platform/pdf/index.ts', async original => {
  const vrai = await original<typeof import('../../src/platform/pdf/index.ts')>()
  const pdf: typeof vrai.pdf = (modele, valeurs) => {
    imprimes.push({ modele, valeurs })
    return vrai.pdf(modele, valeurs)
  }
  return { ...vrai, pdf }
})

/** What nobody should have to read, by the name of the fault. */
const interdits: Record<string, RegExp> = {
  'date ISO': /\b\d{4}-\d{2}-\d{2}\b/,
  'clé interne': /(?<![\w@./-])[a-z]+(?:_[a-z]+)+(?![\w@.])/,
  identifiant: /\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-/,
  commande:
    /(?<![\w@./-])(?:acces|moyens|dossiers|mesures|creneaux|messages|agenda|calendriers|bex|accompagnement|magistrats|echeances|echanges)\.[a-z]+/,
  route: /(?:^|[\s(«])\/(?:[a-z-]{2,}(?:\/|$)|:)|\/:[a-z]/,
  'valeur vide': /\b(?:undefined|null|NaN)\b|\[object /,
  'sexe deviné': /né·e|né\(e\)/i,
  'navigateur brut': /Mozilla\/|AppleWebKit|lightMyRequest/,
}
/** Pages where these words are the subject. */
const exceptions: { route: RegExp; faute: string; raison: string }[] = [
  {
    route: /^\/interface$/,
    faute: 'tout',
    raison: 'la galerie des composants, pour qui construit un écran ; jamais en production',
  },
  {
    route: /^\/echanges$/,
    faute: 'clé interne',
    raison: 'les noms des colonnes qu’un fichier à importer doit porter, lettre pour lettre',
  },
  {
    route: /^\/ressort\/importer$/,
    faute: 'clé interne',
    raison: 'le nom de la colonne qu’un fichier de ressorts doit porter',
  },
]
const fautesDe = (lignes: string[], excusees: Set<string> = new Set()) =>
  lignes.flatMap(ligne =>
    Object.entries(interdits).flatMap(([nom, motif]) =>
      motif.test(ligne) && !excusees.has(nom) ? [`${nom} : ${ligne.slice(0, 160)}`] : [],
    ),
  )
const dossierDesPdf = fileURLToPath(new URL('../../src/platform/pdf/', import.meta.url))
/** Every model of a document, but what they share. */
const modelesDePdf = readdirSync(dossierDesPdf)
  .filter(f => f.endsWith('.typ') && f !== 'socle.typ')
  .map(f => f.replace('.typ', ''))
const feuilles = (v: unknown): string[] => {
  if (typeof v === 'string') return v.split('\n')
  return v !== null && typeof v === 'object' ? Object.values(v).flatMap(feuilles) : []
}

let e: Essai
let p: Plateforme
let visites: Visite[]
beforeAll(async () => {
  e = await nouvelEssai()
  p = await application(e)
  // The invented people were never corrected: each has one former version of its sheet, as a
  // correction keeps it.
  await e.proprietaire.query(
    `INSERT INTO dossiers.personne_version (dossier_id, version, valeurs, remplacee_par)
     SELECT dossier_id, 1, jsonb_build_object('nom', nom, 'prenoms', prenoms, 'naissanceLe', naissance_le, 'commune', commune), $1 FROM dossiers.personne`,
    [await e.agent('ts.67')],
  )
  await remettreDesAvis()
  visites = (await toutParcourir(p, { parRoute: 1 })).filter(v => v.statut === 200)
}, 240_000)
/**
 * What is handed over at a hearing, to somebody convoked by the tool and to somebody convoked
 * beside it.
 */
async function remettreDesAvis() {
  const bex = await new Navigateur(p).entrer('bex.strasbourg')
  const qui = { nom: 'Avisee', prenoms: 'Alix', naissanceLe: '1990-05-06' }
  const seconde = (
    await bex.envoyer('/bex/convoquer', { ...qui, situation: 'commune', commune: 'Strasbourg' })
  ).vers
  const { texte } = await bex.ouvrir(seconde)
  const choix = { personne: 'nouvelle', creneauSpip: valeurs(texte, 'creneauSpip')[4] ?? '' }
  const convoquee = await bex.envoyer(seconde, { ...saisieDe(texte), ...choix })
  const ailleurs = (await bex.envoyer('/bex/convoquer', { ...qui, situation: 'inconnue' })).vers
  const spip = { audienceLe: LE, spipNom: 'SPIP de Wallis', spipAdresse: 'Mata’Utu, 98600 Uvea' }
  const horsOutil = await bex.envoyer(`${ailleurs}/hors-outil`, spip)
  for (const remise of [convoquee, horsOutil])
    expect((await bex.ouvrir(`${remise.vers}/avis.pdf`)).texte.slice(0, 5)).toBe('%PDF-')
}
afterAll(async () => {
  await p.app.close()
  await e.fermer()
})

describe('Les mots de l’écran sont ceux du terrain (invariant 5)', () => {
  it('Aucune page, pour aucune fonction, ne montre une date ISO, une clé interne, une route, une valeur vide', () => {
    const fautes = new Map<string, string>()
    for (const v of visites.filter(x => x.type.startsWith('text/html'))) {
      const excusees = exceptions.filter(x => x.route.test(v.route ?? ''))
      if (excusees.some(x => x.faute === 'tout')) continue
      for (const f of fautesDe(texteVisible(v.texte), new Set(excusees.map(x => x.faute))))
        fautes.set(`${v.route} ${f}`, `${v.fonction} ${v.url}\n    ${f}`)
    }
    expect([...fautes.values()]).toEqual([])
  })

  it('La base du parcours a de quoi montrer : une fiche corrigée y a été lue', () => {
    expect(visites.some(v => v.texte.includes('Anciennes versions de la fiche'))).toBe(true)
  })

  it('Chaque exception sert encore, et a sa raison', () => {
    for (const x of exceptions.filter(y => y.faute !== 'tout')) {
      const lues = visites
        .filter(v => x.route.test(v.route ?? ''))
        .flatMap(v => texteVisible(v.texte))
      expect(
        lues.some(l => interdits[x.faute]?.test(l)),
        x.raison,
      ).toBe(true)
    }
  })

  it('Aucun PDF, ni ce que le rapport prend du dossier, ne porte une date ISO ou une clé', async () => {
    const lignes = imprimes.flatMap(({ valeurs }) => feuilles(valeurs))
    const dossiers = [
      ...new Set(
        visites
          .map(v => /^\/dossiers\/([0-9a-f-]{36})/.exec(v.url)?.[1])
          .filter(d => d !== undefined),
      ),
    ].slice(0, 12)
    const porteur = { compteId: await e.agent('dpip.67') }
    for (const dossierId of dossiers)
      await inTransaction(
        e.hote,
        { porteur, permission: null, dossierId: null, requete: 'essai' },
        async tx => {
          for (const source of Object.keys(sources) as Origine[]) {
            const { titre, texte } = await partie(tx, dossierId, source)
            lignes.push(titre, ...texte.split('\n'))
          }
          const i = await identite(tx, dossierId)
          if (i) {
            const valide = {
              par: 'Un cadre',
              a: '2026-11-24T08:00:00Z',
              fuseau: 'Europe/Paris',
              le: '2026-11-24' as const,
            }
            const { redacteurNom, serviceNom, juridictionNom, titre } = {
              redacteurNom: 'A',
              serviceNom: 'S',
              juridictionNom: 'J',
              titre: 'Rapport',
            }
            rapportEnPdf(
              i,
              { redacteurNom, serviceNom, juridictionNom, titre } as Parameters<
                typeof rapportEnPdf
              >[1],
              [],
              valide,
            )
          }
          return { resultat: null, fin: 'SELECT 1' }
        },
      )
    lignes.push(...imprimes.filter(x => x.modele === 'rapport').flatMap(x => feuilles(x.valeurs)))
    expect(fautesDe(lignes)).toEqual([])
    expect(new Set(imprimes.map(x => x.modele))).toEqual(new Set(modelesDePdf))
    expect(lignes.length).toBeGreaterThan(60)
  })

  it('Les modèles de PDF eux-mêmes ne devinent pas le sexe et ne nomment aucune clé', () => {
    for (const m of ['socle', ...modelesDePdf])
      expect(readFileSync(`${dossierDesPdf}${m}.typ`, 'utf8').match(/·e\b|\(e\)/g), m).toBeNull()
  })

  it('Un fichier pour une machine (CSV, calendrier) garde ses dates ISO, mais jamais une valeur vide mal écrite', () => {
    const fichiers = visites.filter(v => /csv|calendar/.test(v.type))
    expect(fichiers.length).toBeGreaterThan(3)
    for (const v of fichiers)
      expect(
        v.texte.match(/\b(?:undefined|null|NaN)\b|\[object /)?.[0],
        `${v.fonction} ${v.url}`,
      ).toBeUndefined()
  })

  it('Chaque route et chaque commande du journal se lit en mots', () => {
    const commandes = commandesDeclarees().map(c => c.name)
    expect(commandes.length).toBeGreaterThan(120)
    const actes = [...p.routes.map(r => r.url), ...commandes]
    expect(actes.length).toBeGreaterThan(250)
    expect(actes.map(a => acteEnMots(a)).filter(m => m === '' || /[/:_]|\w\.\w/.test(m))).toEqual(
      [],
    )
  })
})
