import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { SANS_CLE, scellerLesJournaux } from '../src/acces/sceau.gestes.ts'
import { ecrireMessages } from '../src/messages/envoi.builder.ts'
import { demarrerEnvoi } from '../src/messages/envoi.jobs.ts'
import { lireConfig } from '../src/platform/config.ts'
import { ConfigInvalide } from '../src/platform/config-env.ts'
import { enTransaction, ouvrirBase } from '../src/platform/db/connexion.ts'
import { creerMesures } from '../src/platform/http/metriques.ts'
import { passerelleDemo } from '../src/platform/passerelles/demo.ts'
import { surveiller } from '../src/surveillance.ts'
import { type Essai, nouvelEssai } from './base.ts'

let e: Essai
beforeAll(async () => {
  e = await nouvelEssai()
})
afterAll(() => e.fermer())
const SEUILS = { sceau: 600, temoin: 600, file: 900, travailleur: 120 }

/** What a scrape says of the project's own lines, by name and label. */
async function lire(
  seuils = SEUILS,
  base = e.base,
  nonNotesDepuis?: () => number | null,
): Promise<Record<string, string>> {
  const mesures = creerMesures()
  surveiller(mesures, base, seuils, nonNotesDepuis)
  const lignes = (await mesures.registre.metrics())
    .split('\n')
    .filter(l => /^fil_rouge_(alarme|sceau|message|travailleur)/.test(l))
  return Object.fromEntries(
    lignes.map(l => [l.replace(/^fil_rouge_| \S+$/g, ''), l.split(' ').at(-1) ?? '']),
  )
}
const alarmes = async (...args: Parameters<typeof lire>) => {
  const lues = await lire(...args)
  return Object.fromEntries(
    Object.entries(lues).flatMap(([cle, valeur]) => {
      const quoi = /^alarme\{quoi="(\w+)"\}$/.exec(cle)?.[1]
      return quoi ? [[quoi, Number(valeur)]] : []
    }),
  )
}
const ilYA = (secondes: number) => new Date(Date.now() - secondes * 1000).toISOString()
const sceller = () => enTransaction(e.base, tx => scellerLesJournaux(tx, SANS_CLE, 0))
/** A line of a journal, as old as said: only the owner may date one. */
const ecrireAuJournal = (secondes: number) =>
  e.proprietaire.query(
    "INSERT INTO acces.journal_lecture (compte_id, route, a) SELECT id, '/essai', $1 FROM acces.compte LIMIT 1",
    [ilYA(secondes)],
  )
const battement = (qui: string, commence: number, battu: number | null) =>
  e.proprietaire.query(
    'INSERT INTO messages.battement (qui, lieu, commence_a, battu_a) VALUES ($1, $2, $3, $4)',
    [qui, 'ailleurs', ilYA(commence), battu === null ? null : ilYA(battu)],
  )

beforeEach(() =>
  e.proprietaire.query('TRUNCATE messages.battement, messages.evenement, messages.message'),
)

describe('Ce qui s’arrête en silence lève une alarme', () => {
  it('Un processus qui n’a jamais battu, un qui se tait, aucun ; celui qui bat n’en lève pas, ni celui qu’on arrête bien', async () => {
    expect(await alarmes()).toEqual({ base: 0, sceau: 0, temoin: 0, file: 0, travailleur: 1 })
    expect((await alarmes({ ...SEUILS, travailleur: 0 })).travailleur).toBe(0)
    const bat = { base: e.base, passerelles: [passerelleDemo('sms', 1)], periodeMs: null }
    const envoi = demarrerEnvoi({ ...bat, qui: 'vivant' })
    await envoi.tour()
    expect([
      (await alarmes()).travailleur,
      Number((await lire())['travailleur_battement_secondes{travailleur="vivant"}']) < 60,
    ]).toEqual([0, true])
    await battement('jeune', 30, null)
    expect([
      (await alarmes()).travailleur,
      (await lire())['travailleur_battement_secondes{travailleur="jeune"}'],
    ]).toEqual([0, '+Inf'])
    await battement('jamais', 130, null)
    expect((await alarmes()).travailleur).toBe(1)
    await e.proprietaire.query("DELETE FROM messages.battement WHERE lieu = 'ailleurs'")
    await e.proprietaire.query('UPDATE messages.battement SET battu_a = $1', [ilYA(130)])
    expect((await alarmes()).travailleur).toBe(1)
    await envoi.arreter()
    expect((await lire())['travailleur_battement_secondes{travailleur="vivant"}']).toBeUndefined()
  })
  it('Celui qui démarre oublie les morts de sa machine, jamais un vivant', async () => {
    const bat = { base: e.base, passerelles: [passerelleDemo('sms', 1)], periodeMs: null }
    const vivant = demarrerEnvoi({ ...bat, qui: 'vivant' })
    await vivant.tour()
    await e.proprietaire.query(
      "INSERT INTO messages.battement SELECT 'mort', lieu, commence_a, battu_a FROM messages.battement WHERE qui = 'vivant'",
    )
    await battement('mort ailleurs', 10, 10)
    const suivant = demarrerEnvoi({ ...bat, qui: 'suivant' })
    await suivant.tour()
    const { rows } = await e.proprietaire.query('SELECT qui FROM messages.battement ORDER BY qui')
    expect(rows.map(r => r.qui)).toEqual(['mort ailleurs', 'suivant', 'vivant'])
    await Promise.all([vivant.arreter(), suivant.arreter()])
  })
  it('Un message dû depuis un quart d’heure, par son canal ; celui qui n’est pas dû ne compte pas', async () => {
    const utileJusqua = new Date(Date.now() + 86_400_000).toISOString()
    await ecrireMessages(e.proprietaire, { envoiA: utileJusqua, utileJusqua, lot: 'demain' })
    expect([
      (await alarmes()).file,
      (await lire())['message_retard_secondes{canal="sms"}'],
    ]).toEqual([0, '0'])
    await ecrireMessages(e.proprietaire, { canal: 'courriel', envoiA: ilYA(1000), utileJusqua })
    const lues = await lire()
    expect([(await alarmes()).file, lues['message_retard_secondes{canal="sms"}']]).toEqual([1, '0'])
    expect(Math.floor(Number(lues['message_retard_secondes{canal="courriel"}']) / 10)).toBe(100)
    expect((await alarmes({ ...SEUILS, file: 2000 })).file).toBe(0)
  })
  it.each(['refuse', 'doute'])(
    'Ce que la passerelle remet attend depuis la première fois, bien que chacune le remette à plus tard : %s',
    async quoi => {
      const jours = {
        envoiA: new Date(Date.now() + 1_800_000).toISOString(),
        utileJusqua: new Date(Date.now() + 86_400_000).toISOString(),
      }
      const [id] = await ecrireMessages(e.proprietaire, jours)
      await e.proprietaire.query('UPDATE messages.message SET essais = 4')
      for (const depuis of [1000, 200])
        await e.proprietaire.query(
          'INSERT INTO messages.evenement (dossier_id, message_id, quoi, a) SELECT dossier_id, id, $3, $2 FROM messages.message WHERE id = $1',
          [id, ilYA(depuis), quoi],
        )
      expect((await alarmes()).file).toBe(1)
      expect(Math.floor(Number((await lire())['message_retard_secondes{canal="sms"}']) / 10)).toBe(
        100,
      )
    },
  )
  it('Trois messages en doute de suite, depuis que le premier est parti ; deux, ou un seul pris depuis, n’en lèvent pas', async () => {
    const jours = {
      envoiA: ilYA(2000),
      utileJusqua: new Date(Date.now() + 86_400_000).toISOString(),
    }
    const doutes = (etat: string, combien: number, depuis: number) =>
      e.proprietaire.query(
        `UPDATE messages.message SET etat = $1, pris_a = $2 WHERE id IN (SELECT id FROM messages.message WHERE etat = 'a_envoyer' LIMIT ${combien})`,
        [etat, ilYA(depuis)],
      )
    await ecrireMessages(e.proprietaire, { ...jours, combien: 4 })
    await doutes('incertain', 2, 1000)
    await doutes('incertain', 1, 100)
    await doutes('envoye', 1, 1500)
    expect((await alarmes()).file).toBe(1)
    expect(Math.floor(Number((await lire())['message_retard_secondes{canal="sms"}']) / 10)).toBe(
      100,
    )
    await e.proprietaire.query("UPDATE messages.message SET pris_a = $1 WHERE etat = 'envoye'", [
      ilYA(500),
    ])
    expect((await alarmes()).file).toBe(0)
    await e.proprietaire.query(
      "DELETE FROM messages.message WHERE etat = 'envoye' OR pris_a > now() - interval '200 seconds'",
    )
    expect((await alarmes()).file).toBe(0)
  })
  it('Une ligne de journal que rien ne scelle ; scellée, elle n’en lève plus, et l’âge du sceau se lit', async () => {
    await ecrireAuJournal(30)
    expect([
      (await alarmes()).sceau,
      (await lire())['sceau_age_secondes{journal="lecture"}'],
    ]).toEqual([0, undefined])
    await e.proprietaire.query("UPDATE acces.journal_lecture SET a = $1 WHERE route = '/essai'", [
      ilYA(700),
    ])
    expect((await alarmes()).sceau).toBe(1)
    await sceller()
    const lues = await lire()
    expect([(await alarmes()).sceau, lues['sceau_attente_secondes{journal="lecture"}']]).toEqual([
      0,
      '0',
    ])
    expect(Number(lues['sceau_age_secondes{journal="lecture"}'])).toBeLessThan(60)
  })
  it('Des sceaux posés mais non notés hors de la base ; notés, ils n’en lèvent plus', async () => {
    const depuis = (secondes: number | null) => () =>
      secondes === null ? null : Date.now() - secondes * 1000
    expect((await alarmes(SEUILS, e.base, depuis(700))).temoin).toBe(1)
    expect((await alarmes({ ...SEUILS, temoin: 0 }, e.base, depuis(700))).temoin).toBe(0)
    for (const secondes of [30, null])
      expect((await alarmes(SEUILS, e.base, depuis(secondes))).temoin).toBe(0)
  })
  it('La base qui ne répond pas en est une ; le reste est alors inconnu, non absent d’alarme', async () => {
    const morte = ouvrirBase('postgres://personne@127.0.0.1:9/rien', {})
    expect(await lire(SEUILS, morte)).toEqual({
      'alarme{quoi="base"}': '1',
      'alarme{quoi="temoin"}': '0',
    })
    await morte.fermer()
  })
})

describe('FIL_ROUGE_ALARMES', () => {
  it('change ce qui est dit, garde le reste, refuse ce qu’il ne comprend pas', () => {
    const lues = (dit?: string) => lireConfig({ FIL_ROUGE_ALARMES: dit }).alarmes
    expect(lues()).toEqual(SEUILS)
    expect(lues('sceau=60, travailleur=0')).toEqual({
      sceau: 60,
      temoin: 600,
      file: 900,
      travailleur: 0,
    })
    for (const faux of ['sceau', 'sceau=-1', 'lune=3', 'file=1h', 'toString=3'])
      expect(() => lues(faux), faux).toThrow(ConfigInvalide)
  })
})
