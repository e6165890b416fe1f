import { readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { permissionsConnues } from '../../src/acces/index.ts'
import type { Fonction } from '../../src/moyens/index.ts'
import { type AQui, convient, tousAQui } from '../../src/platform/a-qui.ts'
import {
  type Command,
  type CommandeDeclaree,
  commandesDeclarees,
  nommeUnDossier,
} from '../../src/platform/command.ts'
import { envoyer, PAS_A_SOI } from '../../src/platform/executer.ts'
import { type Plateforme, SansSession } from '../../src/platform/http/plateforme.ts'
import { Interdit, Introuvable } from '../../src/platform/introuvable.ts'
import { Refused } from '../../src/platform/refusal.ts'
import { application, type Essai, nouvelEssai, ouvrirA } from '../base.ts'
import { comptes, toutesLesFonctions } from './parcourir.ts'

const fichier = fileURLToPath(new URL('./qui-ecrit.attendu.txt', import.meta.url))
/** One letter for each function of the table of rights. */
const lettres: Record<Fonction, string> = {
  travailleur_social: 't',
  dpip: 'd',
  dfspip: 'D',
  psychologue: 'p',
  coordinateur: 'c',
  administratif: 'a',
  surveillant: 's',
  jap: 'j',
  parquet: 'q',
  greffe: 'g',
  bex: 'b',
  administrateur: 'A',
}
/**
 * What each situation is for an account of the service of the Bas-Rhin, and for one of the court of
 * Strasbourg.
 */
const situations = {
  sien: 'le service suit la personne ; la juridiction a une mesure ou une demande dans le dossier',
  convoque:
    'un autre service suit ; celui-ci et cette juridiction ne font que convoquer la personne',
  propose: 'un autre service suit, et propose le dossier à celui-ci ; cette juridiction n’y a rien',
  ancien:
    'un autre service suit depuis hier ; ce qui ouvrait le dossier à cette juridiction a pris fin',
  ailleurs: 'un autre service suit, une autre juridiction a la mesure',
  clos: 'comme « sien », et le dossier est clos',
  parti: 'comme « sien », le compte est d’un agent parti hier',
  pas_encore: 'comme « sien », le compte est d’un agent qui arrive demain',
} as const
type Situation = keyof typeof situations
const dossierDe: Record<Situation, string> = {
  sien: '',
  convoque: '',
  propose: '',
  ancien: '',
  ailleurs: '',
  clos: '',
  parti: '',
  pas_encore: '',
}

let e: Essai
let p: Plateforme
const ids = new Map<Fonction, string>()
beforeAll(async () => {
  e = await nouvelEssai()
  p = await application(e)
  for (const f of toutesLesFonctions) ids.set(f, await e.agent(comptes[f]))
  const [service = '', juridiction = ''] = [ids.get('dpip'), ids.get('greffe')]
  const ici = `(SELECT service_id FROM moyens.agent WHERE id = '${service}')`
  const cour = `(SELECT juridiction_id FROM moyens.agent WHERE id = '${juridiction}')`
  const vu = (entite: string) =>
    `EXISTS (SELECT 1 FROM dossiers.v_perimetre x WHERE x.dossier_id = d.dossier_id AND x.entite_id = ${entite} AND x.portee = 'dossier')`
  const choisir = async (condition: string, n: number) =>
    (
      await e.proprietaire.query<{ d: string }>(
        `SELECT d.dossier_id AS d FROM dossiers.dossier d JOIN dossiers.prise_en_charge p ON p.dossier_id = d.dossier_id AND p.fin_a IS NULL
         WHERE d.fusionne_dans IS NULL AND NOT EXISTS (SELECT 1 FROM dossiers.transfert t WHERE t.dossier_id = d.dossier_id AND t.etat = 'propose') AND ${condition}
         ORDER BY 1 LIMIT ${n}`,
      )
    ).rows.map(r => r.d)
  const [sien = ''] = await choisir(`p.service_id = ${ici} AND d.clos_a IS NULL AND ${vu(cour)}`, 1)
  const [clos = ''] = await choisir(`p.service_id = ${ici} AND d.clos_a IS NOT NULL`, 1)
  const autres = await choisir(
    `p.service_id <> ${ici} AND d.clos_a IS NULL AND NOT ${vu(ici)} AND NOT ${vu(cour)}`,
    4,
  )
  const [convoque = '', propose = '', ancien = '', ailleurs = ''] = autres
  await ouvrirA(e, clos, juridiction, 'mandat')
  for (const qui of [service, juridiction])
    await ouvrirA(e, convoque, qui, 'convocation', 'convocation')
  await ouvrirA(e, propose, service, 'transfert_propose', 'proposition')
  await e.proprietaire.query(
    `INSERT INTO dossiers.transfert (dossier_id, de_service_id, vers_service_id, motif, propose_a, propose_par)
     SELECT p.dossier_id, p.service_id, ${ici}, 'Déménagement', now(), (SELECT id FROM moyens.agent a WHERE a.service_id = p.service_id LIMIT 1)
     FROM dossiers.prise_en_charge p WHERE p.dossier_id = $1 AND p.fin_a IS NULL`,
    [propose],
  )
  await ouvrirA(e, ancien, service, 'prise_en_charge')
  await ouvrirA(e, ancien, juridiction, 'mandat')
  await e.proprietaire.query(
    `UPDATE dossiers.perimetre SET depuis_a = now() - interval '2 days', fin_a = now() - interval '1 hour' WHERE dossier_id = $1 AND entite_id IN (${ici}, ${cour})`,
    [ancien],
  )
  Object.assign(dossierDe, {
    sien,
    convoque,
    propose,
    ancien,
    ailleurs,
    clos,
    parti: sien,
    pas_encore: sien,
  })
})
afterAll(async () => {
  await p.app.close()
  await e.fermer()
})

const commandes = () => commandesDeclarees().filter(c => !c.name.startsWith('essai.'))
class Passe extends Error {}
const passer = () => Promise.reject(new Passe())

type Reponse =
  | 'passe'
  | 'fonction'
  | 'pas à soi'
  | 'invisible'
  | 'clos'
  | 'seulement proposé'
  | 'compte fermé'
/** What the gate answers: the command itself does not run. */
async function essayer(
  commande: CommandeDeclaree,
  fonction: Fonction,
  dossierId: string,
): Promise<Reponse> {
  const porte = { ...(commande as unknown as Command<never, unknown>), run: passer }
  const input = nommeUnDossier(commande.input) ? { dossierId } : {}
  try {
    const demande = { porteur: { compteId: ids.get(fonction) ?? '' }, requete: 'essai' }
    await envoyer(e.hote, demande, { command: porte, input: input as never })
  } catch (erreur) {
    if (erreur instanceof Passe) return 'passe'
    if (erreur instanceof Interdit) return 'fonction'
    if (erreur instanceof Introuvable) return 'invisible'
    if (erreur instanceof SansSession) return 'compte fermé'
    if (!(erreur instanceof Refused)) throw erreur
    if (erreur.refusals[0].code === PAS_A_SOI) return 'pas à soi'
    return /seulement proposé/.test(erreur.message) ? 'seulement proposé' : 'clos'
  }
  throw new Error(`${commande.name}: nothing was tried`)
}
/** The letters of who passes, then what the others whose function would do it are told. */
async function cellule(commande: CommandeDeclaree, dossierId: string): Promise<string> {
  const reponses = await Promise.all(
    toutesLesFonctions.map(async f => [f, await essayer(commande, f, dossierId)] as const),
  )
  const passent = reponses.filter(([, r]) => r === 'passe').map(([f]) => lettres[f])
  const autres = [
    ...new Set(reponses.filter(([, r]) => r !== 'passe' && r !== 'fonction').map(([, r]) => r)),
  ].sort()
  return [passent.join(''), ...autres].filter(Boolean).join(', ') || '—'
}
/**
 * The accounts that try, as the directory says them: gone since yesterday, or arriving tomorrow.
 */
const dater = (colonnes: string) =>
  e.proprietaire.query(`UPDATE moyens.agent SET ${colonnes} WHERE id = ANY ($1::uuid[])`, [
    [...ids.values()],
  ])

describe('Qui écrit, à qui c’est, quand', () => {
  it('la table entière est celle du fichier relu', async () => {
    const lignes = new Map<string, Partial<Record<Situation, string>>>(
      commandes().map(c => [c.name, {}]),
    )
    const remplir = async (situation: Situation) => {
      for (const c of commandes())
        if (nommeUnDossier(c.input) || ['sien', 'parti', 'pas_encore'].includes(situation))
          Object.assign(lignes.get(c.name) ?? {}, {
            [situation]: await cellule(c, dossierDe[situation]),
          })
    }
    for (const situation of ['sien', 'convoque', 'propose', 'ancien', 'ailleurs', 'clos'] as const)
      await remplir(situation)
    await dater('parti_le = current_date - 1, arrive_le = LEAST(arrive_le, current_date - 2)')
    await remplir('parti')
    await dater('parti_le = NULL, arrive_le = current_date + 1')
    await remplir('pas_encore')
    await dater("parti_le = NULL, arrive_le = '2020-01-01'")
    const colonnes = Object.keys(situations) as Situation[]
    const ligne = (c: CommandeDeclaree) =>
      [c.name, c.aQui, ...colonnes.map(s => lignes.get(c.name)?.[s] ?? '·')].join(' | ')
    const entete = [
      '# Qui écrit, à qui c’est, quand : écrit par QUI_ECRIT=ecrire, comparé par qui-ecrit.test.ts, relu ligne à ligne.',
      ...toutesLesFonctions.map(f => `# ${lettres[f]} : ${f}`),
      ...Object.entries(situations).map(([s, dit]) => `# ${s} : ${dit}`),
      '# Les lettres passent ; les mots sont la réponse faite à ceux dont la fonction le permettrait ; « · » : la commande ne nomme pas de dossier.',
      `# commande | à qui | ${colonnes.join(' | ')}`,
    ]
    const table = `${[...entete, ...commandes().map(ligne).sort()].join('\n')}\n`
    if (process.env.QUI_ECRIT === 'ecrire') writeFileSync(fichier, table)
    expect(table).toBe(readFileSync(fichier, 'utf8'))
  }, 120_000)

  it('chaque commande a une fonction qui la fait, et ne s’écrit que là où son mot le dit', async () => {
    const table = readFileSync(fichier, 'utf8')
      .split('\n')
      .filter(l => l && !l.startsWith('#'))
      .map(l => l.split(' | '))
    expect(table.length).toBe(commandes().length)
    const fautes: string[] = []
    for (const [nom = '', aQui = '', ...cellules] of table) {
      const [sien, convoque, propose, ancien, ailleurs, clos, parti, pasEncore] = cellules.map(
        c => /^[a-zA-Z]+(?=,|$)/.exec(c ?? '')?.[0] ?? '',
      )
      const passe = (s: string | undefined) => s !== '' && !['invisible', 'clos'].includes(s ?? '')
      const commande = commandes().find(c => c.name === nom)
      if (!passe(sien) && nom !== 'dossiers.rejoindre') fautes.push(`${nom} : personne ne la fait`)
      // Who left, or is not there yet, writes nothing; nobody writes where they see nothing.
      for (const [s, ou] of [
        [ancien, 'ancien'],
        [ailleurs, 'ailleurs'],
        [parti, 'parti'],
        [pasEncore, 'pas encore'],
      ] as const)
        if (passe(s)) fautes.push(`${nom} : passe « ${ou} »`)
      if (passe(clos) && !commande?.surDossierClos)
        fautes.push(`${nom} : passe sur un dossier clos`)
      if (passe(propose) && !['transfert', 'soi'].includes(aQui))
        fautes.push(`${nom} : passe sur un dossier proposé`)
      if (
        passe(convoque) &&
        !['soi', 'audience', 'qui_suit_ou_audience', 'qui_suit_ou_convoque'].includes(aQui)
      )
        fautes.push(`${nom} : passe pour qui convoque seulement`)
    }
    expect(fautes).toEqual([])
  })

  it('chaque mot sert, et le compilateur ne laisse déclarer que celui qui convient', () => {
    const utiles = new Set<AQui>(commandes().map(c => c.aQui))
    expect(tousAQui.filter(a => !utiles.has(a))).toEqual([])
    for (const c of commandes())
      expect(convient(c.aQui, nommeUnDossier(c.input)), c.name).toBe(true)
    expect(permissionsConnues.size).toBeGreaterThan(50)
  })
})
