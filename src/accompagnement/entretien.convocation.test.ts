import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { application, type Essai, LE, Navigateur, nouvelEssai } from '../../tests/base.ts'
import { convoquer, noterEtat } from '../agenda/index.ts'
import { creerDossier } from '../dossiers/index.ts'
import { saisirMesure } from '../mesures/index.ts'
import { executer } from '../platform/executer.ts'
import type { Plateforme } from '../platform/http/plateforme.ts'
import { corrigerEntretien, noterEntretien } from './entretien.commands.ts'
import { retablirEntretien, retirerEntretien } from './retrait.commands.ts'

let e: Essai
let p: Plateforme
let ts = ''
let lieuId = ''
let n = 0
beforeAll(async () => {
  e = await nouvelEssai()
  p = await application(e)
  ts = await e.agent('ts.67')
  lieuId = (
    await e.proprietaire.query('SELECT antenne_id AS id FROM moyens.agent WHERE id = $1', [ts])
  ).rows[0].id
})
afterAll(async () => {
  await p.app.close()
  await e.fermer()
})

/** A person convoked today before this hour, whom nobody has said to have come. */
async function convoquee() {
  n += 1
  const personne = {
    nom: `Répondue${n}`,
    prenoms: 'Odile',
    naissanceLe: '1990-01-31',
    confirme: 'oui' as const,
  }
  const { dossierId } = await executer(e.hote, ts, creerDossier, personne)
  const { rows } = await e.proprietaire.query(
    `SELECT d::date::text AS le FROM generate_series('2027-02-01'::date, '2027-05-31', '1 day') d WHERE extract(isodow FROM d) = 2
     AND NOT EXISTS (SELECT 1 FROM agenda.convocation c WHERE c.agent_id = $1 AND c.le = d::date) ORDER BY 1 LIMIT 1`,
    [ts],
  )
  const ou = {
    type: 'suivi',
    le: rows[0].le,
    heure: '10:00',
    dureeMinutes: 10,
    agentId: ts,
    lieuId,
    malgre: 'oui' as const,
  }
  const { convocationId } = await executer(e.hote, ts, convoquer, { dossierId, ...ou } as never)
  // An hour of the night: nobody else of the base is received then.
  await e.proprietaire.query('UPDATE agenda.convocation SET le = $2, heure = $3 WHERE id = $1', [
    convocationId,
    LE,
    `0${Math.floor(n / 2)}:${n % 2}0`,
  ])
  return { dossierId, convocationId }
}
type Qui = Awaited<ReturnType<typeof convoquee>>
const noter = async (c: Qui) =>
  (
    await executer(e.hote, ts, noterEntretien, {
      ...c,
      le: LE,
      forme: 'bureau',
      recit: 'Vue ce matin.',
      mesures: [],
    } as never)
  ).entretienId
const retirer = (c: Qui, entretienId: string) =>
  executer(e.hote, ts, retirerEntretien, {
    dossierId: c.dossierId,
    entretienId,
    motif: 'Autre dossier',
    remettre: 'oui',
  } as never)
const dire = (c: Qui, etat: string) =>
  executer(e.hote, ts, noterEtat, { ...c, etat, motif: 'Relu' } as never)
const etat = async (c: Qui) =>
  (
    await e.proprietaire.query('SELECT etat FROM agenda.convocation WHERE id = $1', [
      c.convocationId,
    ])
  ).rows[0].etat
const pageDeRetrait = async (c: Qui, entretienId: string) =>
  (
    await (
      await new Navigateur(p).entrer('ts.67')
    ).ouvrir(`/dossiers/${c.dossierId}/entretiens/${entretienId}/retirer`)
  ).texte

describe('Un entretien et la convocation à laquelle il répond', () => {
  it.each(['manquee', 'excusee'])(
    'tant qu’il vaut, elle ne se note pas « %s » : le refus dit par où passer',
    async vers => {
      const c = await convoquee()
      const entretienId = await noter(c)
      await expect(dire(c, vers)).rejects.toThrow('S’il a été noté par erreur, retirez-le d’abord')
      expect(await etat(c)).toBe('honoree')
      await retirer(c, entretienId)
      expect(await etat(c)).toBe('prevue')
      await dire(c, vers)
      expect(await etat(c)).toBe(vers)
    },
  )

  it('d’un autre jour, il ne l’honore que confirmé : refusé sur place, les deux jours dits', async () => {
    const c = await convoquee()
    const hier = {
      ...c,
      le: '2026-11-23',
      forme: 'domicile',
      recit: 'Vue chez elle.',
      mesures: [],
      malgre: 'oui',
    }
    await expect(executer(e.hote, ts, noterEntretien, hier as never)).rejects.toThrow(
      '23/11/2026, la convocation du 24/11/2026',
    )
    const n = await new Navigateur(p).entrer('ts.67')
    const { mesures: _, dossierId, ...champs } = hier
    const refuse = await n.envoyer(`/dossiers/${dossierId}/entretiens/noter`, champs)
    expect([
      refuse.statut,
      refuse.texte.includes('Il y répond, un autre jour'),
      refuse.texte.includes('Vue chez elle.'),
    ]).toEqual([422, true, true])
    expect(await etat(c)).toBe('prevue')
    await executer(e.hote, ts, noterEntretien, { ...hier, autreJour: 'oui' } as never)
    expect(await etat(c)).toBe('honoree')
  })

  it('ne l’honore pas avant son heure, et elle n’est pas proposée d’avance', async () => {
    const c = await convoquee()
    await e.proprietaire.query("UPDATE agenda.convocation SET heure = '23:30' WHERE id = $1", [
      c.convocationId,
    ])
    await expect(noter(c)).rejects.toThrow('encore à venir')
    expect(await etat(c)).toBe('prevue')
    const { texte } = await (await new Navigateur(p).entrer('ts.67')).ouvrir(
      `/dossiers/${c.dossierId}/entretiens/noter`,
    )
    expect(texte).toContain(`value="${c.convocationId}"`)
    expect(texte).not.toMatch(
      new RegExp(`value="${c.convocationId}"[^>]*selected|selected[^>]*value="${c.convocationId}"`),
    )
  })

  it('passé à un autre jour, il dit s’il y répond encore ; sinon la convocation est comme avant, et l’ancienne version le garde', async () => {
    const c = await convoquee()
    const entretienId = await noter(c)
    const { dossierId } = c
    const correction = {
      dossierId,
      entretienId,
      forme: 'bureau',
      recit: 'Vue la veille.',
      mesures: [],
      malgre: 'oui',
      motifCorrection: 'C’était la veille',
    }
    const corriger = (version: number, quoi: object) =>
      executer(e.hote, ts, corrigerEntretien, { ...correction, version, ...quoi } as never)
    await expect(corriger(1, { le: '2026-11-23' })).rejects.toThrow(
      'est du 24/11/2026 : dites s’il y répond toujours',
    )
    await corriger(1, { le: '2026-11-23', repond: 'oui' })
    expect(await etat(c)).toBe('honoree')
    await corriger(2, { le: '2026-11-20', repond: 'non' })
    expect(await etat(c)).toBe('prevue')
    const { rows } = await e.proprietaire.query(
      'SELECT convocation_id AS c FROM accompagnement.entretien_version WHERE entretien_id = $1 ORDER BY version',
      [entretienId],
    )
    expect(rows.map(r => r.c)).toEqual([c.convocationId, c.convocationId, null])
    await dire(c, 'manquee')
    expect(await etat(c)).toBe('manquee')
  })

  it('deux collègues le notent au même instant, même d’une convocation déjà honorée : un seul entretien, l’autre le lit', async () => {
    for (const dejaHonoree of [false, true]) {
      const c = await convoquee()
      if (dejaHonoree) await dire(c, 'honoree')
      const suites = await Promise.allSettled([noter(c), noter(c)])
      expect(suites.map(s => s.status).sort()).toEqual(['fulfilled', 'rejected'])
      const { rowCount } = await e.proprietaire.query(
        'SELECT 1 FROM accompagnement.entretien WHERE convocation_id = $1',
        [c.convocationId],
      )
      expect(rowCount).toBe(1)
    }
  })

  it('retiré, il rend la convocation qu’il avait honorée, et la page le dit avant', async () => {
    const c = await convoquee()
    const entretienId = await noter(c)
    expect(await pageDeRetrait(c, entretienId)).toContain(
      'Remettre aussi la convocation comme avant : « Prévue »',
    )
    await retirer(c, entretienId)
    expect(await etat(c)).toBe('prevue')
  })

  it('retiré, il ne défait pas un « Honorée » noté à la main, et la page le dit avant', async () => {
    const c = await convoquee()
    await dire(c, 'honoree')
    const entretienId = await noter(c)
    const texte = await pageDeRetrait(c, entretienId)
    expect(texte).toContain('reste « Honorée »')
    expect(texte).not.toContain('name="remettre"')
    await retirer(c, entretienId)
    expect(await etat(c)).toBe('honoree')
  })

  it('dit la mesure que personne n’avait dite de la convocation ; retiré, il ne la dit plus ; remis, il la redit', async () => {
    const c = await convoquee()
    const page = async (suite: string) =>
      (await (await new Navigateur(p).entrer('ts.67')).ouvrir(`/dossiers/${c.dossierId}/${suite}`))
        .texte
    const dites = async () => /Pas encore dite/.test(await page(`convocations/${c.convocationId}`))
    const mesure = {
      nature: 'sursis_probatoire',
      decisionLe: '2025-03-10',
      debutLe: '2025-03-10',
      dureeMois: '36',
    }
    const { rows } = await e.proprietaire.query(
      "SELECT id FROM moyens.juridiction WHERE ville = 'Strasbourg'",
    )
    const { mesureId } = await executer(e.hote, ts, saisirMesure, {
      ...mesure,
      juridictionId: rows[0].id,
      dossierId: c.dossierId,
    } as never)
    expect(await dites()).toBe(true)
    const { entretienId } = await executer(e.hote, ts, noterEntretien, {
      ...c,
      le: LE,
      forme: 'bureau',
      recit: 'Vue ce matin.',
      mesures: [mesureId],
    } as never)
    expect(await dites()).toBe(false)
    await retirer(c, entretienId)
    expect(await dites()).toBe(true)
    await executer(e.hote, ts, retablirEntretien, { dossierId: c.dossierId, entretienId })
    expect(await dites()).toBe(false)
  })

  it('sa page et Ma journée mènent à l’entretien noté, et ne proposent plus de le noter', async () => {
    const c = await convoquee()
    const n = await new Navigateur(p).entrer('ts.67')
    const pages = [`/dossiers/${c.dossierId}/convocations/${c.convocationId}`, '/']
    for (const page of pages)
      expect((await n.ouvrir(page)).texte, page).toContain(`noter?convocationId=${c.convocationId}`)
    const entretienId = await noter(c)
    for (const page of pages) {
      const { texte } = await n.ouvrir(page)
      expect(texte, page).not.toContain(`noter?convocationId=${c.convocationId}`)
      expect(texte, page).toContain(`/entretiens/${entretienId}"`)
    }
  })
})
