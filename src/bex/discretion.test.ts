import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { application, type Essai, Navigateur, nouvelEssai } from '../../tests/base.ts'
import { EMPECHEE } from '../agenda/index.ts'
import type { Plateforme } from '../platform/http/plateforme.ts'
import { reproches, saisieDe, valeurs } from './audience.builder.ts'

let e: Essai
let p: Plateforme
let bex: Navigateur
beforeAll(async () => {
  e = await nouvelEssai()
  p = await application(e)
  bex = await new Navigateur(p).entrer('bex.strasbourg')
})
afterAll(async () => {
  await p.app.close()
  await e.fermer()
})
const un = async <T extends object>(sql: string, v: unknown[] = []) =>
  (await e.proprietaire.query<T>(sql, v)).rows[0] as T
type Personne = {
  id: string
  nom: string
  prenoms: string
  naissance: string
  etablissement: string | null
}
/**
 * Somebody whom a service of Moselle follows, and whose dossier answers 404 to the court of
 * Strasbourg.
 */
const ailleurs = (detenue: boolean, rang = 0) =>
  un<Personne>(
    `SELECT i.dossier_id AS id, i.nom, i.prenoms, i.naissance_le::text AS naissance, x.nom AS etablissement
     FROM dossiers.v_identite i JOIN dossiers.v_prise_en_charge_actuelle q USING (dossier_id) JOIN moyens.service s ON s.id = q.service_id LEFT JOIN moyens.v_etablissement x USING (etablissement_id)
     WHERE s.departement = '57' AND i.clos_a IS NULL AND (i.etablissement_id IS NOT NULL) = $1 AND NOT EXISTS (SELECT 1 FROM dossiers.v_perimetre y
       JOIN moyens.juridiction j ON j.id = y.entite_id WHERE y.dossier_id = i.dossier_id AND j.ville = 'Strasbourg')
     ORDER BY i.dossier_id OFFSET $2 LIMIT 1`,
    [detenue, rang],
  )
/** Somebody whose whole dossier the court of Strasbourg reads. */
const vue = () =>
  un<Personne>(
    `SELECT i.dossier_id AS id, i.nom, i.prenoms, i.naissance_le::text AS naissance FROM dossiers.v_identite i JOIN dossiers.v_perimetre y USING (dossier_id)
     JOIN moyens.juridiction j ON j.id = y.entite_id WHERE j.ville = 'Strasbourg' AND y.portee = 'dossier' AND i.clos_a IS NULL ORDER BY i.dossier_id LIMIT 1`,
  )
async function convoquer(x: Personne, rang: number, plus: Record<string, string> = {}) {
  const qui = {
    nom: x.nom,
    prenoms: x.prenoms,
    naissanceLe: x.naissance,
    situation: 'inconnue',
    commune: '',
  }
  const url = (await bex.envoyer('/bex/convoquer', qui)).vers
  const { texte } = await bex.ouvrir(url)
  const offerts = valeurs(texte, 'creneauSpip')
  const creneauSpip = offerts[rang] ?? offerts.at(-1) ?? ''
  return {
    creneauSpip,
    envoyer: () => bex.envoyer(url, { ...saisieDe(texte), personne: x.id, creneauSpip, ...plus }),
  }
}
/** Gives them another convocation that day, at an hour that no slot has. */
const attendue = async (x: Personne, le: string, heure: string) =>
  e.proprietaire.query(
    `INSERT INTO agenda.convocation (dossier_id, service_id, type, modalite, lieu, adresse, le, heure, duree_minutes, creee_par, prevenir, agent_id)
     SELECT i.dossier_id, i.service_id, 'suivi', 'lieu', 'Antenne du secret', '1 rue Cachée', $2, $3, 5, $4, false, (SELECT id FROM moyens.agent WHERE service_id = i.service_id ORDER BY id LIMIT 1) FROM dossiers.v_prise_en_charge_actuelle i WHERE i.dossier_id = $1`,
    [x.id, le, heure, await e.agent('ts.67')],
  )

describe('Un refus n’apprend rien d’un dossier que le tribunal ne voit pas (C3.3)', () => {
  it('Détenue, ou attendue ailleurs le même jour : la même phrase, sans lieu, ni type, ni heure', async () => {
    const [detenue, libre] = [await ailleurs(true), await ailleurs(false)]
    expect(detenue.etablissement).toBeTruthy()
    const deux = []
    for (const x of [detenue, libre]) {
      expect((await bex.ouvrir(`/dossiers/${x.id}`)).statut).toBe(404)
      const essai = await convoquer(x, 20)
      if (x === libre) await attendue(x, essai.creneauSpip.split('|')[1] ?? '', '06:13')
      const r = await essai.envoyer()
      expect(r.statut).toBe(422)
      expect(reproches(r)).toContain(EMPECHEE)
      for (const secret of [
        detenue.etablissement ?? '',
        'détenu',
        'Antenne du secret',
        '6 h 13',
        'Convocation de suivi',
      ])
        expect(r.texte, secret).not.toContain(secret)
      expect((await bex.ouvrir(`/dossiers/${x.id}`)).statut).toBe(404)
      deux.push(reproches(r).replace(/\s+/g, ' '))
    }
    expect(deux[0]).toBe(deux[1])
  })
  it('À la minute même d’une autre convocation : la même phrase encore, et rien n’est ouvert', async () => {
    const x = await ailleurs(false, 1)
    const essai = await convoquer(x, 20, { malgre: 'oui' })
    const [, le = '', heure = ''] = essai.creneauSpip.split('|')
    await attendue(x, le, heure)
    const r = await essai.envoyer()
    expect([r.statut, r.texte.includes(EMPECHEE), r.texte.includes('Antenne du secret')]).toEqual([
      422,
      true,
      false,
    ])
    expect((await bex.ouvrir(`/dossiers/${x.id}`)).statut).toBe(404)
  })
  it('Confirmée, la convocation ne montre qu’elle : le tribunal n’apprend toujours pas ce qui empêche', async () => {
    const x = await ailleurs(true, 2)
    const r = await (await convoquer(x, 31, { malgre: 'oui' })).envoyer()
    expect(reproches(r)).toBe('')
    expect((await bex.ouvrir(`/dossiers/${x.id}`)).statut).toBe(200)
    const encore = await (await convoquer(x, 60, { audienceLe: '2026-11-23' })).envoyer()
    expect(encore.statut).toBe(422)
    expect(encore.texte).not.toContain(x.etablissement ?? '?')
    expect((await bex.ouvrir(`/dossiers/${x.id}`)).texte).not.toContain(x.etablissement ?? '?')
  })
  it('Une personne morte ne se convoque pas : le tribunal qui voit le dossier lit le décès, l’autre est renvoyé au SPIP', async () => {
    const [loin, ici] = [await ailleurs(false, 1), await vue()]
    for (const x of [loin, ici])
      await e.proprietaire.query(
        "UPDATE dossiers.dossier SET decede_le = '2026-11-20' WHERE dossier_id = $1",
        [x.id],
      )
    const choix = async (x: Personne) => {
      const qui = {
        nom: x.nom,
        prenoms: x.prenoms,
        naissanceLe: x.naissance,
        situation: 'inconnue',
        commune: '',
      }
      return (await bex.ouvrir((await bex.envoyer('/bex/convoquer', qui)).vers)).texte
    }
    const vues = await choix(ici)
    expect(vues).toMatch(
      /Décès le 20\/11\/2026 : cette personne ne se convoque plus\. Si c’est une erreur, appelez SPIP/,
    )
    expect(vues).toMatch(new RegExp(`value="${ici.id}"[^>]* disabled`))
    expect(await choix(loin)).not.toContain('20/11/2026')
    const dits = []
    for (const x of [loin, ici]) {
      const r = await (await convoquer(x, 30)).envoyer()
      dits.push(reproches(r))
      expect([
        r.statut,
        (
          await un<{ n: number }>(
            'SELECT count(*)::int AS n FROM bex.remise WHERE dossier_id = $1',
            [x.id],
          )
        ).n,
      ]).toEqual([422, 0])
    }
    expect(dits[0]).toContain(
      'Cette personne ne peut pas être convoquée : voyez le SPIP qui la suit.',
    )
    expect(dits[0]).not.toContain('2026')
    expect(dits[1]).toMatch(
      /décédée le vendredi 20 novembre 2026 : elle ne se convoque plus\. Si c’est une erreur, appelez SPIP [^;.]+\./,
    )
  })
})
